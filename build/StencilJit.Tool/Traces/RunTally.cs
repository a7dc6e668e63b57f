using System.Collections;
using System.Runtime.InteropServices;

namespace StencilJit.Tool.Traces;

/// <summary>
/// Counts which stencils follow each other where the first always hands over to the next and nothing else comes in between:
/// in one function, not across a label that is branched to, and not behind a jump.
/// </summary>
internal sealed class RunTally
{
    private const int NumberBits = 20;
    private const int EntriesBetweenLooks = 1 << 16;

    private readonly Dictionary<long, Tally> pairs = [];
    private readonly Dictionary<long, Tally> triples = [];

    private RunTally()
    {
    }

    /// <summary>The pairs, by the numbers of their stencils.</summary>
    public IEnumerable<(int[] Stencils, Tally Tally)> Pairs => pairs.Select(pair => (new[] { (int)(pair.Key >> NumberBits), Low(pair.Key) }, pair.Value));

    /// <summary>The triples.</summary>
    public IEnumerable<(int[] Stencils, Tally Tally)> Triples =>
        triples.Select(triple => (new[] { (int)(triple.Key >> (2 * NumberBits)), Low(triple.Key >> NumberBits), Low(triple.Key) }, triple.Value));

    /// <summary>Counts all blocks.</summary>
    /// <exception cref="Compiler.CompilationException">There is no libLLVM, which tells which stencils go on.</exception>
    public static RunTally Of(TracedCode code, CancellationToken cancellation)
    {
        var tally = new RunTally();
        foreach (var stencils in code.Locks)
        {
            using var continuations = new Continuations(stencils.Set);
            foreach (var block in code.Blocks.Where(block => block.Stencils == stencils))
                tally.Add(block, code.FirstNumber(block), continuations, code.Samples is { } samples ? samples.Of(block) : [], cancellation);
        }

        return tally;
    }

    private static int Low(long key) => (int)(key & ((1 << NumberBits) - 1));

    /// <summary>Where straight-line code is entered: at targets of branches and tables, and the starts of regions.</summary>
    private static BitArray Entrances(TracedBlock block)
    {
        var entrances = new BitArray(block.Code.Code.Length + 1);
        for (var index = 0; index < block.Code.Count; index++)
        {
            var entry = block.Code[index];
            for (var label = 0; label < entry.TargetCount; label++)
                entrances[entry.Target(label)] = true;
            if (block.TableTarget(entry) is { } target)
                entrances[target] = true;
        }

        foreach (var region in block.Code.Regions)
            entrances[region.Offset] = true;
        return entrances;
    }

    private void Add(TracedBlock block, int firstNumber, Continuations continuations, ReadOnlySpan<int> samples, CancellationToken cancellation)
    {
        var entrances = Entrances(block);
        // The two stencils before, as far as they belong to the run.
        var (before, last) = (Element.None, Element.None);
        for (var index = 0; index < block.Code.Count; index++)
        {
            if (index % EntriesBetweenLooks == 0)
                cancellation.ThrowIfCancellationRequested();
            var entry = block.Code[index];
            // Beside a stencil without code a label may be on either side: the run ends on both.
            if (entry.IsPadding || entrances[entry.Offset])
                (before, last) = (Element.None, Element.None);
            if (entry.IsPadding)
                continue;
            var stencil = block.Stencils.IndexOf(entry.Variant);
            var current = new Element(firstNumber + stencil, entry.Length, samples.IsEmpty ? 0 : samples[index]);
            if (last.Number >= 0)
                Count(pairs, ((long)last.Number << NumberBits) | (uint)current.Number, last.Bytes + current.Bytes, last.Samples + current.Samples);
            if (before.Number >= 0)
                Count(triples, ((((long)before.Number << NumberBits) | (uint)last.Number) << NumberBits) | (uint)current.Number, before.Bytes + last.Bytes + current.Bytes, before.Samples + last.Samples + current.Samples);
            (before, last) = continuations.GoesOn(stencil) ? (last, current) : (Element.None, Element.None);
        }
    }

    private static void Count(Dictionary<long, Tally> runs, long key, int bytes, long samples) =>
        CollectionsMarshal.GetValueRefOrAddDefault(runs, key, out _).Add(1, bytes, samples);

    private readonly record struct Element(int Number, int Bytes, long Samples)
    {
        public static Element None { get; } = new(-1, 0, 0);
    }
}
