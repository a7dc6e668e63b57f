using StencilJit.Compiler;
using StencilJit.Runtime.Tracing;

namespace StencilJit.Tool.Traces;

/// <summary>Collects what <c>trace</c> shows of a whole trace.</summary>
internal static class TraceBuilder
{
    /// <summary>Counts everything.</summary>
    /// <param name="code">The trace.</param>
    /// <param name="isModule">Whether it was recorded of a module that did not run.</param>
    /// <param name="top">How many rows of each list are shown.</param>
    /// <param name="cancellation">Stops in the middle.</param>
    public static TraceView Build(TracedCode code, bool isModule, int top, CancellationToken cancellation)
    {
        var tally = StencilTally.Of(code, cancellation);
        var portions = new Portions(tally.Total, code.Samples?.InCode, top);
        var (pairs, triples, note) = Runs(code, portions, cancellation);
        return new TraceView(
            code.File, isModule, Totals(code, tally), Samples(code), [.. code.Blocks.Take(top).Select(Summary)],
            portions.Table(Functions(code, cancellation), (part, portion) => new FunctionShare(part.Region.Name, part.Region.Id, part.Block.Number, part.Region.Offset, portion), tally.Total),
            HotSpots(code, top),
            portions.Table(Operations(code, tally), Share, tally.Total),
            portions.Table(Stencils(code, tally), Share, tally.Total),
            pairs, triples, note);
    }

    private static StencilShare Share((string Set, string Operation, string? Placement) key, Portion portion) => new(key.Set, key.Operation, key.Placement, portion);

    private static TraceTotals Totals(TracedCode code, StencilTally tally)
    {
        var compiled = code.Blocks.Where(block => block.SourceBytes > 0).ToList();
        var sourceBytes = compiled.Sum(block => block.SourceBytes);
        return new TraceTotals(
            code.Blocks.Count,
            (compiled.Count > 0 ? compiled : code.Blocks).Sum(block => block.Code.Regions.Count),
            sourceBytes,
            tally.Total.Bytes,
            sourceBytes == 0 ? null : Portions.Share(compiled.Sum(block => (long)block.Code.Code.Length), sourceBytes),
            tally.Stencils.Sum(stencil => stencil.Count),
            tally.Stencils.Count(stencil => stencil.Count > 0),
            tally.Padding.Bytes,
            Portions.Share(tally.Padding.Bytes, tally.Total.Bytes));
    }

    private static SampleTotals? Samples(TracedCode code) =>
        code.Samples is { } index ? new SampleTotals(index.Samples.Count, index.InCode, index.Samples.Count - index.InCode, index.Samples.Events) : null;

    private static BlockSummary Summary(TracedBlock block) => new(
        block.Code.SetName, block.Stencils.Set.Target, $"0x{block.Code.Address:x}", block.Code.Code.Length, block.Code.Count(entry => !entry.IsPadding),
        block.Code.Regions.Count, block.Code.Source?.Format);

    private static IEnumerable<((string Set, string Operation, string? Placement) Key, Tally Tally)> Stencils(TracedCode code, StencilTally tally) =>
        tally.Stencils.Select((each, number) => (Name: code.NameOf(number), Tally: each)).Where(each => each.Tally.Count > 0)
            .Select(each => ((each.Name.Set, each.Name.Operation, (string?)each.Name.Placement), each.Tally))
            .Concat(Padding(tally));

    private static IEnumerable<((string Set, string Operation, string? Placement) Key, Tally Tally)> Operations(TracedCode code, StencilTally tally) =>
        tally.Stencils.Select((each, number) => (Name: code.NameOf(number), Tally: each)).Where(each => each.Tally.Count > 0)
            .GroupBy(each => (each.Name.Set, each.Name.Operation))
            .Select(each => ((each.Key.Set, each.Key.Operation, (string?)null), each.Aggregate(default(Tally), (sum, stencil) => sum.Plus(stencil.Tally))))
            .Concat(Padding(tally));

    private static IEnumerable<((string Set, string Operation, string? Placement) Key, Tally Tally)> Padding(StencilTally tally) =>
        tally.Padding.Count == 0 ? [] : [(("", "(padding)", null), tally.Padding)];

    private static IEnumerable<((TracedBlock Block, StitchRegion Region) Key, Tally Tally)> Functions(TracedCode code, CancellationToken cancellation)
    {
        foreach (var block in code.Blocks)
        {
            cancellation.ThrowIfCancellationRequested();
            var samples = code.Samples is { } index ? index.Of(block) : [];
            var tallies = new Tally[block.Code.Regions.Count];
            for (int number = 0, region = -1; number < block.Code.Count; number++)
            {
                var entry = block.Code[number];
                while (region + 1 < tallies.Length && block.Code.Regions[region + 1].Offset <= entry.Offset)
                    region++;
                if (region >= 0)
                    tallies[region].Add(entry.IsPadding ? 0 : 1, entry.Length, samples.IsEmpty ? 0 : samples[number]);
            }

            for (var region = 0; region < tallies.Length; region++)
                yield return ((block, block.Code.Regions[region]), tallies[region]);
        }
    }

    private static IReadOnlyList<HotSpot> HotSpots(TracedCode code, int top)
    {
        if (code.Samples is not { } index)
            return [];
        var spots = new Dictionary<(int Block, long Source, int Region), long>();
        foreach (var block in code.Blocks)
        {
            var samples = index.Of(block);
            for (var number = 0; number < samples.Length; number++)
            {
                if (samples[number] == 0)
                    continue;
                var entry = block.Code[number];
                var key = (block.Number, entry.Source, block.Code.RegionAt(entry.Offset));
                spots[key] = spots.GetValueOrDefault(key) + samples[number];
            }
        }

        return
        [
            .. spots.OrderByDescending(spot => spot.Value).ThenBy(spot => spot.Key).Take(top).Select(spot => new HotSpot(
                spot.Key.Region < 0 ? "" : code.Blocks[spot.Key.Block].Code.Regions[spot.Key.Region].Name, spot.Key.Block, spot.Key.Source,
                code.Blocks[spot.Key.Block].InstructionText(spot.Key.Source), spot.Value, Portions.Share(spot.Value, index.InCode))),
        ];
    }

    private static (IReadOnlyList<RunShare>? Pairs, IReadOnlyList<RunShare>? Triples, string? Note) Runs(TracedCode code, Portions portions, CancellationToken cancellation)
    {
        try
        {
            var runs = RunTally.Of(code, cancellation);
            return (Rank(code, runs.Pairs, portions), Rank(code, runs.Triples, portions), null);
        }
        catch (CompilationException e)
        {
            return (null, null, $"Pairs and triples are left out: {string.Join(' ', e.Diagnostics.Select(diagnostic => diagnostic.Message))}");
        }
    }

    // What is there most often comes first: a fused stencil saves something each time.
    private static IReadOnlyList<RunShare> Rank(TracedCode code, IEnumerable<(int[] Stencils, Tally Tally)> runs, Portions portions) =>
    [
        .. runs.OrderByDescending(run => run.Tally.Samples).ThenByDescending(run => run.Tally.Count).ThenByDescending(run => run.Tally.Bytes)
            .Take(portions.Top)
            .Select(run => new RunShare([.. run.Stencils.Select(code.NameOf)], (double)run.Tally.Bytes / run.Tally.Count, portions.Of(run.Tally))),
    ];
}
