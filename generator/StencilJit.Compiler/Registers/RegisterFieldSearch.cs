using System.Numerics;
using StencilJit.Compiler.Disassembly;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler.Registers;

/// <summary>Flips bits of a stencil's code and reads what they are from what the disassembler says then.</summary>
internal sealed class RegisterFieldSearch(RegisterNames names, TargetDescription target, IReadOnlyList<RegisterRole> roles, byte[] original, Disassembler disassembler)
{
    private readonly byte[] code = [.. original];
    private readonly List<Field> found = [];

    /// <summary>What was found for each role, ordered by position. A bit that all registers of the class share is left out.</summary>
    public IReadOnlyList<IReadOnlyList<RegisterBit>> Bits =>
    [
        .. roles.Select((role, index) => found.Where(one => one.Role == index && Differs(role.Class, one.Bit.NumberBit))
            .Select(one => one.Bit).OrderBy(bit => bit.Position).ToArray()),
    ];

    /// <summary>Finds the bits that can be told alone.</summary>
    public void FlipOne(Instruction instruction)
    {
        var words = InstructionWords.Of(instruction);
        if (!words.Any(word => names.TryParse(word, out var name) && RoleOf(name) >= 0))
            return;
        for (var position = 8 * instruction.Offset; position < 8 * instruction.End; position++)
        {
            Flip(position);
            if (Difference(instruction, words) is { } difference)
                Add(instruction, difference.Role, difference.Words, difference.Change, position);
            Flip(position);
        }
    }

    /// <summary>Finds the bits that alone lead to a register which this instruction cannot have there, by flipping a known one of the same register too.</summary>
    public void FlipTwo(Instruction instruction)
    {
        var words = InstructionWords.Of(instruction);
        foreach (var known in found.Where(one => Contains(instruction, one.Bit.Position)).ToList())
        {
            Flip(known.Bit.Position);
            for (var position = 8 * instruction.Offset; position < 8 * instruction.End; position++)
            {
                Flip(position);
                if (!IsFound(position) && Difference(instruction, words) is { } difference && difference.Role == known.Role && difference.Words == known.Words)
                    Add(instruction, known.Role, known.Words, difference.Change ^ (1 << known.Bit.NumberBit), position);
                Flip(position);
            }
            Flip(known.Bit.Position);
        }
    }

    /// <summary>Finds pairs of bits that only together give another register: the number stands twice in the code, but once in what it is called.</summary>
    public void FlipPairs(Instruction instruction)
    {
        var words = InstructionWords.Of(instruction);
        var open = Enumerable.Range(8 * instruction.Offset, 8 * instruction.Length).Where(position => !IsFound(position)).ToList();
        for (var first = 0; first < open.Count; first++)
        {
            Flip(open[first]);
            for (var second = first + 1; second < open.Count; second++)
            {
                Flip(open[second]);
                if (Difference(instruction, words) is { } difference)
                    Add(instruction, difference.Role, difference.Words, difference.Change, open[first], open[second]);
                Flip(open[second]);
            }
            Flip(open[first]);
        }
    }

    private static bool Contains(Instruction instruction, int position) => position / 8 >= instruction.Offset && position / 8 < instruction.End;

    private void Flip(int position) => code[position / 8] ^= (byte)(1 << position % 8);

    private bool IsFound(int position) => found.Any(one => one.Bit.Position == position);

    // Several bits can have the same effect: on x86-64, a flipped prefix may lose what a register's number has in it. One
    // of them is enough, and the prefix's own come first.
    private bool IsTold(Instruction instruction, ulong words, int change) =>
        found.Any(one => (one.Words & words) != 0 && 1 << one.Bit.NumberBit == change && Contains(instruction, one.Bit.Position));

    private void Add(Instruction instruction, int role, ulong words, int change, params ReadOnlySpan<int> positions)
    {
        if (!BitOperations.IsPow2(change) || IsTold(instruction, words, change))
            return;
        foreach (var position in positions)
            found.Add(new Field(new RegisterBit(position, BitOperations.Log2((uint)change)), role, words));
    }

    private bool Differs(RegisterClass registerClass, int bit)
    {
        var pool = registerClass == RegisterClass.Float ? target.FloatPool : target.IntegerPool;
        return pool.Any(register => ((register.Number ^ pool[0].Number) >> bit & 1) != 0);
    }

    private int RoleOf(RegisterName name)
    {
        for (var role = 0; role < roles.Count; role++)
            if (roles[role].Class == name.Class && roles[role].Canonical.Number == name.Number)
                return role;
        return -1;
    }

    /// <summary>The role whose register has another number in the flipped code, where nothing else is different.</summary>
    private (int Role, int Change, ulong Words)? Difference(Instruction before, IReadOnlyList<string> words)
    {
        if (disassembler.DecodeAt(code, before.Offset) is not { } after || after.Length != before.Length || after.Mnemonic != before.Mnemonic
            || after.Operands == before.Operands)
            return null;
        var now = InstructionWords.Of(after);
        if (now.Count != words.Count)
            return null;
        (int Role, int Change, ulong Words)? difference = null;
        for (var index = 0; index < words.Count; index++)
        {
            if (now[index] == words[index])
                continue;
            if (!names.TryParse(words[index], out var old) || !names.TryParse(now[index], out var other)
                || old.Class != other.Class || old.Part != other.Part || RoleOf(old) is not (>= 0 and var role))
                return null;
            var change = old.Number ^ other.Number;
            if (difference is { } first && (first.Role != role || first.Change != change))
                return null;
            difference = (role, change, (difference?.Words ?? 0) | 1UL << index);
        }
        return difference;
    }

    // Words: which words of the instruction the bit changes, a bit for each.
    private readonly record struct Field(RegisterBit Bit, int Role, ulong Words);
}
