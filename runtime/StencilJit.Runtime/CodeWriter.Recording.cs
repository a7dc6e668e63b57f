using System.Runtime.InteropServices;
using StencilJit.Runtime.Patching;
using StencilJit.Runtime.Tracing;

namespace StencilJit.Runtime;

/// <content>Telling a log what is stitched.</content>
public sealed unsafe partial class CodeWriter
{
    /// <summary>
    /// Every entry has one of these bits, for no code starts at the table's first word: with a log nothing takes the fast
    /// path, so that one never looks at the log. The trap's bit keeps its own meaning.
    /// </summary>
    private const ulong RecordingMask = ~VariantWord.TrapFlag;

    /// <summary>What the general path looks for: a trap that had no code yet, or a log. One test for both.</summary>
    private const ulong RareMask = VariantWord.TrapFlag | VariantWord.CodeIndexMask;

    private StitchLog? log;

    private void EmitRare(int variant, VariantWord entry, ulong* source)
    {
        if ((entry.Bits & generalMask & VariantWord.TrapFlag) != 0)
            CheckTraps(entry, source);
        if (log is not null)
            Record(log, variant, entry);
    }

    /// <summary>
    /// Tells the log of the stencil that comes to the cursor; its targets are known at the end only. Where a value or a
    /// label is refused afterwards, the log sees that the writer did not go on, and forgets the stencil.
    /// </summary>
    private void Record(StitchLog told, int variant, VariantWord entry)
    {
        ulong* labelPatches = code + entry.CodeIndex - 1 - entry.FirstLabelPatch;
        int targets = 0;
        for (int i = 0; i < entry.LabelCount; i++)
            targets = Math.Max(targets, new PatchWord(labelPatches[-i]).Value + 1);
        told.Add(variant, Position, entry.Length, new ReadOnlySpan<ulong>(values, HoleCount(entry)), targets);
    }

    /// <summary>How many values a stencil reads: up to the last one that is in its code.</summary>
    private int HoleCount(VariantWord entry)
    {
        int count = 0;
        for (int i = 1; i <= entry.FixedCount; i++)
        {
            int value = new PatchWord(code[entry.CodeIndex - i]).Value;
            if (value < PatchWord.FirstData)
                count = Math.Max(count, value + 1);
        }

        return count;
    }

    /// <summary>Completes what is recorded, before the code can no longer be read where it was written.</summary>
    private byte[] FinishRecording(StitchLog told)
    {
        told.TrimTo(Position);
        var bytes = new ReadOnlySpan<byte>(start, Position).ToArray();
        Span<ulong> recorded = told.Values;
        foreach (ref StitchRecord record in told.Records)
        {
            if (record.TargetCount == 0)
                continue;

            // Labels may be forgotten by now; where they were stands in the code.
            var entry = new VariantWord(variants[record.Variant]);
            ulong* labelPatches = code + entry.CodeIndex - 1 - entry.FirstLabelPatch;
            for (int i = 0; i < entry.LabelCount; i++)
            {
                var patch = new PatchWord(labelPatches[-i]);
                int field = record.Offset + patch.Offset;
                int word = MemoryMarshal.Read<int>(bytes.AsSpan(field));
                recorded[record.FirstValue + record.ValueCount + patch.Value] = (ulong)(field + BranchField.Read(word, patch.Kind) - patch.Addend);
            }
        }

        return bytes;
    }
}
