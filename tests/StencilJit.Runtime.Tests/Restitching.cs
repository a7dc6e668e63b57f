using System.Buffers.Binary;
using StencilJit.Runtime.Tracing;

namespace StencilJit.Runtime.Tests;

/// <summary>Stitches what a log recorded once more.</summary>
internal static class Restitching
{
    private const uint X64Nop = 0x0040_1F0F;
    private const uint Arm64Nop = 0xD503_201F;

    /// <summary>Emits the entries of a block with nothing but what they tell.</summary>
    public static void Emit(this CodeWriter writer, StitchBlock block)
    {
        var labels = new Dictionary<int, Label>();
        foreach (var entry in block)
        {
            foreach (int target in TargetsOf(block, entry))
            {
                if (!labels.ContainsKey(target))
                    labels.Add(target, writer.DefineLabel());
            }
        }

        foreach (var entry in block)
        {
            Assert.Equal(entry.Offset, writer.Position);
            BindHere();
            if (IsTable(block, entry))
                writer.EmitTable([labels[TargetsOf(block, entry)[0]]]);
            else if (entry.IsPadding)
                writer.Align(AlignmentFor(writer, entry.Length));
            else if (entry.TargetCount > 0)
                writer.EmitBranch(entry.Variant, [.. Enumerable.Range(0, entry.TargetCount).Select(i => labels[entry.Target(i)])], entry.Values);
            else
                writer.Emit(entry.Variant, entry.Values);
        }

        BindHere();

        void BindHere()
        {
            if (labels.TryGetValue(writer.Position, out var label) && !writer.IsBound(label))
                writer.Bind(label);
        }
    }

    private static int[] TargetsOf(StitchBlock block, StitchEntry entry) =>
        IsTable(block, entry)
            ? [entry.Offset + BinaryPrimitives.ReadInt32LittleEndian(block.Code.Span[entry.Offset..])]
            : [.. Enumerable.Range(0, entry.TargetCount).Select(entry.Target)];

    /// <summary>Whether padding is an entry of a table of labels: a distance, not an instruction that does nothing.</summary>
    private static bool IsTable(StitchBlock block, StitchEntry entry) =>
        entry.IsPadding && entry.Length == sizeof(int)
        && BinaryPrimitives.ReadUInt32LittleEndian(block.Code.Span[entry.Offset..]) is not (X64Nop or Arm64Nop);

    private static int AlignmentFor(CodeWriter writer, int gap) =>
        Enumerable.Range(0, 7).Select(power => 1 << power).First(alignment => (-writer.Address & (alignment - 1)) == gap);
}
