using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using StencilJit.Compiler.Disassembly;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Tool.Analysis;

/// <summary>Decodes the stencils of one set on one target. Used by one thread at a time.</summary>
internal sealed partial class StencilDecoder : IDisposable
{
    // Every field gets a number of its own; where it stands in the assembly shows when one bit of it changes.
    private const ulong FirstPattern = 0x0403_0605_0102_0304;
    private const ulong PatternStep = 0x0000_0010_0000_0010;

    private readonly StencilSet set;
    private readonly Disassembler disassembler;
    private readonly RegisterUse registers;

    /// <summary>Makes a decoder.</summary>
    /// <exception cref="Compiler.CompilationException">There is no libLLVM, or it lacks the target.</exception>
    public StencilDecoder(StencilSet set)
    {
        this.set = set;
        disassembler = new Disassembler(TargetDescription.Get(set.Target));
        registers = new RegisterUse(set.Architecture);
    }

    /// <summary>Decodes a stencil, with the set's first registers for its operands.</summary>
    /// <param name="stencil">A stencil of the set.</param>
    public DecodedCode Decode(Stencil stencil)
    {
        var chosen = RegisterChoice.InOrder(stencil);
        var code = stencil.CodeFor(set, chosen);
        var shown = Enumerable.Range(0, code.Length).Select(index => code[index].ToString("x2", CultureInfo.InvariantCulture)).ToArray();
        for (var number = 0; number < stencil.Patches.Count; number++)
        {
            var patch = stencil.Patches[number];
            var field = PatchField.Of(patch.Kind);
            field.Write(code.AsSpan(patch.Offset), Pattern(number));
            for (var index = 0; index < field.Bytes; index++)
                if ((byte)(field.Mask >> (8 * index)) != 0)
                    shown[patch.Offset + index] = "__";
        }

        var instructions = disassembler.Decode(code);
        var labels = Labels(instructions, stencil, code.Length);
        var lines = instructions.Select(instruction => Line(stencil, code, shown, instruction, labels)).ToList();
        return new DecodedCode(
            RegisterChoice.Of(set, stencil, chosen), lines, [.. stencil.Patches.Select(patch => PatchText.Line(set, stencil, patch))],
            registers.Facts(instructions, code.Length));
    }

    public void Dispose() => disassembler.Dispose();

    private CodeLine Line(Stencil stencil, byte[] code, string[] shown, Instruction instruction, Dictionary<int, string> labels)
    {
        var operands = instruction.Operands;
        var example = operands;
        for (var index = 0; index < stencil.Patches.Count; index++)
        {
            var patch = stencil.Patches[index];
            if (patch.Offset < instruction.Offset || patch.Offset >= instruction.End || FindNumber(instruction, code, patch, Pattern(index)) is not { } number)
                continue;
            operands = Replace(operands, number, PatchText.Operand(set, stencil, patch));
            if (patch.Kind is PatchKind.Rel32 or PatchKind.Branch26 or PatchKind.Branch19 or PatchKind.Branch14 && registers.IsJumpOrCall(instruction))
                example = Replace(example, number, "target");
        }

        if (JumpTarget(instruction, stencil) is { } jump)
        {
            operands = Replace(operands, jump.Number, labels[jump.Target]);
            example = Replace(example, jump.Number, "target");
        }

        return new CodeLine(
            instruction.Offset,
            string.Join(' ', shown[instruction.Offset..instruction.End]),
            instruction.Offset > 0 && labels.TryGetValue(instruction.Offset, out var label) ? label : null,
            instruction.Mnemonic, operands, $"{instruction.Mnemonic} {example}".TrimEnd());
    }

    /// <summary>The number in an instruction's text that a field holds, or null where its text does not show it.</summary>
    private string? FindNumber(Instruction instruction, byte[] code, Patch patch, ulong pattern)
    {
        var other = code.AsSpan(instruction.Offset, instruction.Length).ToArray();
        PatchField.Of(patch.Kind).Write(other.AsSpan(patch.Offset - instruction.Offset), pattern ^ 1);
        var changed = disassembler.Decode(other);
        if (changed.Count != 1)
            return null;
        var before = NumberPattern().Matches(instruction.Operands);
        var after = NumberPattern().Matches(changed[0].Operands);
        return before.Count != after.Count ? null : before.Zip(after).FirstOrDefault(pair => pair.First.Value != pair.Second.Value).First?.Value;
    }

    private Dictionary<int, string> Labels(IReadOnlyList<Instruction> instructions, Stencil stencil, int length)
    {
        var targets = new SortedSet<int>();
        foreach (var instruction in instructions)
            if (JumpTarget(instruction, stencil) is { } jump)
                targets.Add(jump.Target);
        var labels = new Dictionary<int, string>();
        foreach (var target in targets)
            labels[target] = target == length ? "next" : $".{labels.Count + 1}";
        return labels;
    }

    /// <summary>Where a jump within the stencil goes, and the number that says so.</summary>
    private (string Number, int Target)? JumpTarget(Instruction instruction, Stencil stencil)
    {
        if (!registers.IsJump(instruction) || stencil.Patches.Any(patch => patch.Offset >= instruction.Offset && patch.Offset < instruction.End))
            return null;
        if (NumberPattern().Matches(instruction.Operands).LastOrDefault() is not { } number)
            return null;
        // x86-64 counts from the next instruction, AArch64 from this one.
        var start = set.Architecture == Architecture.X64 ? instruction.End : instruction.Offset;
        return (number.Value, start + (int)Number(number.Value));
    }

    private static ulong Pattern(int number) => FirstPattern + ((ulong)number * PatternStep);

    private static string Replace(string operands, string number, string by)
    {
        var found = NumberPattern().Matches(operands).LastOrDefault(match => match.Value == number);
        if (found is null)
            return operands;
        // AArch64 marks immediates, and a hole needs no mark.
        var start = found.Index > 0 && operands[found.Index - 1] == '#' ? found.Index - 1 : found.Index;
        return new StringBuilder(operands).Remove(start, found.Index + found.Length - start).Insert(start, by).ToString();
    }

    private static long Number(string text)
    {
        var digits = text.TrimStart('-');
        var value = digits.StartsWith("0x", StringComparison.Ordinal) ? Convert.ToInt64(digits[2..], 16) : long.Parse(digits, CultureInfo.InvariantCulture);
        return text[0] == '-' ? -value : value;
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9_])-?(0x[0-9a-fA-F]+|[0-9]+)")]
    private static partial Regex NumberPattern();
}
