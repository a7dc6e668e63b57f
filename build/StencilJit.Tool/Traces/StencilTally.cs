namespace StencilJit.Tool.Traces;

/// <summary>Counts how much of the code each stencil is.</summary>
internal sealed class StencilTally
{
    private readonly Tally[] stencils;
    private Tally padding;

    private StencilTally(int stencilCount) => stencils = new Tally[stencilCount];

    /// <summary>The counts of every stencil, by its number.</summary>
    public IReadOnlyList<Tally> Stencils => stencils;

    /// <summary>What lies between stencils.</summary>
    public Tally Padding => padding;

    /// <summary>Everything.</summary>
    public Tally Total => stencils.Aggregate(padding, (sum, stencil) => sum.Plus(stencil));

    /// <summary>Counts all blocks.</summary>
    public static StencilTally Of(TracedCode code, CancellationToken cancellation)
    {
        var tally = new StencilTally(code.StencilCount);
        foreach (var block in code.Blocks)
        {
            cancellation.ThrowIfCancellationRequested();
            tally.Add(block, code.FirstNumber(block), code.Samples is { } samples ? samples.Of(block) : []);
        }

        return tally;
    }

    private void Add(TracedBlock block, int firstNumber, ReadOnlySpan<int> samples)
    {
        for (var index = 0; index < block.Code.Count; index++)
        {
            var entry = block.Code[index];
            ref var counted = ref padding;
            if (!entry.IsPadding)
                counted = ref stencils[firstNumber + block.Stencils.IndexOf(entry.Variant)];
            counted.Add(1, entry.Length, samples.IsEmpty ? 0 : samples[index]);
        }
    }
}
