using StencilJit.Runtime.Tracing;

namespace StencilJit.Tool.Traces;

/// <summary>Samples by the stencil that they are in.</summary>
internal sealed class SampleIndex
{
    private readonly int[]?[] counts;

    private SampleIndex(SampleSet samples, int blocks)
    {
        Samples = samples;
        counts = new int[blocks][];
    }

    /// <summary>All samples.</summary>
    public SampleSet Samples { get; }

    /// <summary>How many of them are in the code.</summary>
    public long InCode { get; private set; }

    /// <summary>Attributes samples.</summary>
    public static SampleIndex Create(IReadOnlyList<StitchBlock> blocks, SampleSet samples, CancellationToken cancellation)
    {
        var index = new SampleIndex(samples, blocks.Count);
        // Code that was freed may have left its place to later code, which then is the one that ran last.
        var byAddress = blocks.Select((block, number) => (Start: (ulong)block.Address, Number: number)).OrderBy(block => block.Start).ThenBy(block => block.Number).ToArray();
        foreach (var (address, count) in samples.Addresses)
        {
            cancellation.ThrowIfCancellationRequested();
            var found = Array.BinarySearch(byAddress, (address, int.MaxValue));
            for (var candidate = (found < 0 ? ~found : found) - 1; candidate >= 0; candidate--)
            {
                var number = byAddress[candidate].Number;
                var entry = blocks[number].IndexAt((long)(address - byAddress[candidate].Start));
                if (entry < 0)
                    continue;
                (index.counts[number] ??= new int[blocks[number].Count])[entry] += (int)count;
                index.InCode += count;
                break;
            }
        }

        return index;
    }

    /// <summary>The samples of each entry of a block; empty where none has any.</summary>
    public ReadOnlySpan<int> Of(TracedBlock block) => counts[block.Number];
}
