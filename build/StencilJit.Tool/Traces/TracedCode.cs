using StencilJit.Runtime.Tracing;
using StencilJit.Tool.Cli;

namespace StencilJit.Tool.Traces;

/// <summary>A trace with what explains it: names for its numbers, text for its sources, and samples where there are any.</summary>
internal sealed class TracedCode
{
    private readonly int[] firstNumbers;

    private TracedCode(string file, IReadOnlyList<TracedBlock> blocks)
    {
        File = file;
        Blocks = blocks;
        Locks = [.. blocks.Select(block => block.Stencils).Distinct()];
        firstNumbers = new int[Locks.Count];
        for (var index = 0; index < Locks.Count; index++)
        {
            firstNumbers[index] = StencilCount;
            StencilCount += Locks[index].Set.Stencils.Count;
        }
    }

    /// <summary>What was traced.</summary>
    public string File { get; }

    public IReadOnlyList<TracedBlock> Blocks { get; }

    /// <summary>The locks, each once.</summary>
    public List<NumberedStencils> Locks { get; }

    /// <summary>How many stencils all sets have: they are numbered through.</summary>
    public int StencilCount { get; }

    /// <summary>The samples; null where there are none.</summary>
    public SampleIndex? Samples { get; private init; }

    /// <summary>Names what is in a trace.</summary>
    /// <param name="file">What was traced.</param>
    /// <param name="trace">The trace.</param>
    /// <param name="locks">Where names come from.</param>
    /// <param name="samples">Samples of the run; null for none.</param>
    /// <param name="cancellation">Stops between stencils.</param>
    /// <exception cref="ToolException">There is no lock that fits.</exception>
    public static TracedCode Create(string file, StitchTrace trace, LockChooser locks, SampleSet? samples, CancellationToken cancellation)
    {
        if (trace.Blocks.Count == 0)
            throw new ToolException($"{file} has no code: nothing was committed when the trace was written.");
        return new TracedCode(file, [.. trace.Blocks.Select((block, number) => new TracedBlock(number, block, locks.Choose(block, cancellation)))])
        {
            Samples = samples is null ? null : SampleIndex.Create(trace.Blocks, samples, cancellation),
        };
    }

    /// <summary>The number of the first stencil of a block's set among all.</summary>
    public int FirstNumber(TracedBlock block) => firstNumbers[Locks.IndexOf(block.Stencils)];

    /// <summary>The name of a stencil.</summary>
    /// <param name="number">Its number among all.</param>
    public StencilName NameOf(int number)
    {
        var index = Array.FindLastIndex(firstNumbers, first => first <= number);
        var set = Locks[index].Set;
        var stencil = set.Stencils[number - firstNumbers[index]];
        return new StencilName(set.Name, stencil.Name, stencil.Placement);
    }
}
