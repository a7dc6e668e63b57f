using System.Runtime.InteropServices;
using StencilJit.Runtime.Patching;
using StencilJit.Runtime.Tracing;

namespace StencilJit.Runtime;

/// <content>Telling a log what is stitched.</content>
public sealed unsafe partial class CodeWriter
{
    private StitchLog? log;

    /// <summary>
    /// Tells the log of the stencil that comes to the cursor; its targets are known at the end only. Where a value or a
    /// label is refused afterwards, the log sees that the writer did not go on, and forgets the stencil.
    /// </summary>
    private void Record(StitchLog told, int variant, CopyWord word)
    {
        ulong* labelPatches = LabelPatches(word);
        int targets = 0;
        for (int i = 0; i < word.LabelCount; i++)
            targets = Math.Max(targets, new PatchWord(labelPatches[-i]).Value + 1);
        told.Add(variant, Position, word.Length, new ReadOnlySpan<ulong>(values, HoleCount(word)), targets);
    }

    /// <summary>How many values a stencil reads: up to the last one that is in its code.</summary>
    private int HoleCount(CopyWord word)
    {
        int count = 0;
        for (int i = 1; i <= word.FixedCount; i++)
        {
            int value = new PatchWord(code[word.CodeIndex - i]).Value;
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
            var word = new CopyWord(words[record.Variant]);
            ulong* labelPatches = LabelPatches(word);
            for (int i = 0; i < word.LabelCount; i++)
            {
                var patch = new PatchWord(labelPatches[-i]);
                int field = record.Offset + patch.Offset;
                int distance = BranchField.Read(MemoryMarshal.Read<int>(bytes.AsSpan(field)), patch.Kind);
                recorded[record.FirstValue + record.ValueCount + patch.Value] = (ulong)(field + distance - patch.Addend);
            }
        }

        return bytes;
    }
}
