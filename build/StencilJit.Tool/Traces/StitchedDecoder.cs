using System.Globalization;
using System.Text.RegularExpressions;
using StencilJit.Compiler.Disassembly;
using StencilJit.Compiler.Targets;
using StencilJit.Model;
using StencilJit.Tool.Analysis;

namespace StencilJit.Tool.Traces;

/// <summary>Decodes stitched code, whose holes have their values. Used by one thread at a time.</summary>
internal sealed partial class StitchedDecoder : IDisposable
{
    private readonly StencilSet set;
    private readonly Disassembler disassembler;
    private readonly RegisterUse registers;

    /// <summary>Makes a decoder for code of a set.</summary>
    /// <exception cref="Compiler.CompilationException">There is no libLLVM, or it lacks the target.</exception>
    public StitchedDecoder(StencilSet set)
    {
        this.set = set;
        disassembler = new Disassembler(TargetDescription.Get(set.Target));
        registers = new RegisterUse(set.Architecture);
    }

    /// <summary>Decodes a stencil.</summary>
    /// <param name="code">Its bytes.</param>
    /// <param name="patches">What was patched in them.</param>
    /// <param name="offset">Where it stands in its block.</param>
    /// <param name="place">What to call an offset in the block.</param>
    public IReadOnlyList<ListedLine> Decode(ReadOnlySpan<byte> code, IReadOnlyList<Patch> patches, int offset, Func<int, string> place)
    {
        var lines = new List<ListedLine>();
        foreach (var instruction in disassembler.Decode(code))
        {
            var operands = registers.IsJumpOrCall(instruction) ? Jump(instruction, patches, offset, place) : instruction.Operands;
            lines.Add(new ListedLine(offset + instruction.Offset, Convert.ToHexStringLower(code.Slice(instruction.Offset, instruction.Length)), $"{instruction.Mnemonic} {operands}".TrimEnd()));
        }

        return lines;
    }

    public void Dispose() => disassembler.Dispose();

    /// <summary>The operands of a jump with a name for its distance, which is the last operand where it does not go through a register.</summary>
    private string Jump(Instruction instruction, IReadOnlyList<Patch> patches, int offset, Func<int, string> place)
    {
        var parts = OperandText.Split(instruction.Operands);
        if (parts.Count == 0 || !DistancePattern().IsMatch(parts[^1]))
            return instruction.Operands;
        var patch = patches.FirstOrDefault(patch => patch.Offset >= instruction.Offset && patch.Offset < instruction.End);
        // x86-64 counts from the next instruction, AArch64 from this one.
        var start = offset + (set.Architecture == Architecture.X64 ? instruction.End : instruction.Offset);
        var target = patch?.Source == PatchSource.Trap ? PatchText.Trap(set, patch) : place(start + Distance(parts[^1].TrimStart('#')));
        return string.Join(", ", [.. parts.SkipLast(1), target]);
    }

    private static int Distance(string text)
    {
        var digits = text.TrimStart('-');
        var value = digits.StartsWith("0x", StringComparison.Ordinal) ? (int)Convert.ToInt64(digits[2..], 16) : (int)long.Parse(digits, CultureInfo.InvariantCulture);
        return text[0] == '-' ? -value : value;
    }

    [GeneratedRegex("^#?-?(0x[0-9a-fA-F]+|[0-9]+)$")]
    private static partial Regex DistancePattern();
}
