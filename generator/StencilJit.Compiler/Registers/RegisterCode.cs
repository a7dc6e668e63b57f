using StencilJit.Model;

namespace StencilJit.Compiler.Registers;

/// <summary>Changes the registers that code is for.</summary>
internal static class RegisterCode
{
    /// <summary>Makes code for the canonical registers that for number 0 of each, and describes it.</summary>
    /// <param name="code">The code, which is changed.</param>
    /// <param name="roles">What is in registers.</param>
    /// <param name="fields">The bits of each role's number; those behind the code's end are left out.</param>
    public static IReadOnlyList<RegisterHole> Normalize(byte[] code, IReadOnlyList<RegisterRole> roles, IReadOnlyList<IReadOnlyList<RegisterBit>> fields)
    {
        var registers = new List<RegisterHole>();
        for (var index = 0; index < roles.Count; index++)
        {
            var bits = fields[index].Where(bit => bit.Position < 8 * code.Length).ToArray();
            Flip(code, bits, roles[index].Canonical.Number);
            registers.Add(new RegisterHole(roles[index].Name, roles[index].Class, roles[index].Access, bits));
        }
        return registers;
    }

    /// <summary>Flips the bits that a change of the register's number changes.</summary>
    public static void Flip(byte[] code, IEnumerable<RegisterBit> bits, int change)
    {
        foreach (var bit in bits)
            code[bit.Position / 8] ^= (byte)((change >> bit.NumberBit & 1) << bit.Position % 8);
    }
}
