namespace StencilJit.Model;

/// <summary>The machine code of one micro-op in one placement on one target.</summary>
/// <param name="Name">The micro-op's name in C, such as <c>i32_add</c>.</param>
/// <param name="Placement">Where operands and result live, such as <c>rs&gt;t</c>; see STENCIL in stenciljit.h.</param>
/// <param name="Kind">How it relates to the code around it.</param>
/// <param name="Documentation">The C comment before the micro-op as one paragraph of plain text, or empty.</param>
/// <param name="Source">Where the micro-op stands, as <c>file.c:line</c>, the file's name relative to the set's folder.</param>
/// <param name="Holes">What the emit method takes after the registers, in order.</param>
/// <param name="Registers">The registers that are chosen when stitching: operands in order, then the result where it has one of its own.</param>
/// <param name="Code">The bytes; every patched field is zero, and every register is the one of number 0.</param>
/// <param name="Patches">The fields to write, ordered by offset.</param>
public sealed record Stencil(
    string Name,
    string Placement,
    StencilKind Kind,
    string Documentation,
    string Source,
    IReadOnlyList<Hole> Holes,
    IReadOnlyList<RegisterHole> Registers,
    byte[] Code,
    IReadOnlyList<Patch> Patches)
{
    /// <summary>How many bits of a stencil's number choose each of its registers.</summary>
    public const int BitsPerRegister = 3;

    /// <summary>How many numbers the stencil takes: one for each choice of registers, allowed or not.</summary>
    public int Combinations => 1 << (BitsPerRegister * Registers.Count);

    /// <summary>Whether a choice of registers is one: nothing else is where the result goes.</summary>
    /// <param name="registers">For each of <see cref="Registers"/> an index into the set's registers of its class.</param>
    public bool Allows(IReadOnlyList<int> registers)
    {
        for (var written = 0; written < Registers.Count; written++)
        {
            if (!Registers[written].IsWritten)
                continue;
            for (var other = 0; other < Registers.Count; other++)
            {
                if (other != written && Registers[other].Class == Registers[written].Class && registers[other] == registers[written])
                    return false;
            }
        }

        return true;
    }

    /// <summary>The code for a choice of registers; patched fields are still zero.</summary>
    /// <param name="set">The set that the stencil is of.</param>
    /// <param name="registers">For each of <see cref="Registers"/> an index into the set's registers of its class.</param>
    public byte[] CodeFor(StencilSet set, IReadOnlyList<int> registers)
    {
        var code = (byte[])Code.Clone();
        for (var i = 0; i < Registers.Count; i++)
        {
            var number = set.Pool(Registers[i].Class)[registers[i]].Number;
            foreach (var bit in Registers[i].Bits)
                code[bit.Position / 8] ^= (byte)((number >> bit.NumberBit & 1) << bit.Position % 8);
        }

        return code;
    }

    /// <summary>What is added to the stencil's first number for a choice of registers.</summary>
    /// <param name="registers">For each of <see cref="Registers"/> an index from 0 to 7.</param>
    public static int Combination(IReadOnlyList<int> registers)
    {
        var combination = 0;
        for (var i = 0; i < registers.Count; i++)
            combination |= registers[i] << (BitsPerRegister * i);
        return combination;
    }

    /// <summary>The choice of registers that a combination stands for.</summary>
    /// <param name="combination">From 0 up to <see cref="Combinations"/>.</param>
    public int[] RegistersOf(int combination)
    {
        var registers = new int[Registers.Count];
        for (var i = 0; i < registers.Length; i++)
            registers[i] = combination >> (BitsPerRegister * i) & ((1 << BitsPerRegister) - 1);
        return registers;
    }
}
