using StencilJit.Compiler.Disassembly;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler.Registers;

/// <summary>Decodes a stencil for other choices of registers and compares it with the code that was compiled.</summary>
internal sealed class RegisterProof(RegisterNames names, TargetDescription target)
{
    // How far apart the registers of a choice are in their pool: each operand meets each register in two companies.
    private static readonly int[] Strides = [1, 3];

    /// <summary>The first instruction that is not the same with its registers replaced; null where all of them are.</summary>
    public Instruction? FindFault(
        IReadOnlyList<RegisterRole> roles, byte[] code, IReadOnlyList<Instruction> instructions, IReadOnlyList<IReadOnlyList<RegisterBit>> bits, Disassembler disassembler)
    {
        // An instruction that names no operand has no bit that changes.
        var words = instructions.Select(InstructionWords.Of).Select(line => line.Any(word => IsRole(word, roles)) ? line : null).ToList();
        foreach (var choice in Choices(roles))
        {
            var changed = (byte[])code.Clone();
            for (var role = 0; role < roles.Count; role++)
                RegisterCode.Flip(changed, bits[role], choice[role].Number ^ roles[role].Canonical.Number);
            for (var index = 0; index < instructions.Count; index++)
                if (words[index] is { } line && !IsSame(disassembler.DecodeAt(changed, instructions[index].Offset), instructions[index], line, roles, choice))
                    return instructions[index];
        }
        return null;
    }

    private IEnumerable<PoolRegister[]> Choices(IReadOnlyList<RegisterRole> roles)
    {
        foreach (var stride in Strides)
            for (var first = 0; first < 1 << Stencil.BitsPerRegister; first++)
                yield return [.. roles.Select((role, index) => Choose(role.Class == RegisterClass.Float ? target.FloatPool : target.IntegerPool, first + stride * index))];
    }

    private static PoolRegister Choose(IReadOnlyList<PoolRegister> pool, int index) => pool[index % pool.Count];

    private bool IsSame(Instruction? found, Instruction original, IReadOnlyList<string> words, IReadOnlyList<RegisterRole> roles, PoolRegister[] choice)
    {
        if (found is not { } instruction || instruction.Length != original.Length || instruction.Mnemonic != original.Mnemonic)
            return false;
        return InstructionWords.Of(instruction).SequenceEqual(words.Select(word => Rename(word, roles, choice)));
    }

    private bool IsRole(string word, IReadOnlyList<RegisterRole> roles) =>
        names.TryParse(word, out var name) && roles.Any(role => role.Class == name.Class && role.Canonical.Number == name.Number);

    private string Rename(string word, IReadOnlyList<RegisterRole> roles, PoolRegister[] choice)
    {
        if (names.TryParse(word, out var name))
            for (var role = 0; role < roles.Count; role++)
                if (roles[role].Class == name.Class && roles[role].Canonical.Number == name.Number)
                    return names.TextOf(name with { Number = choice[role].Number });
        return word;
    }
}
