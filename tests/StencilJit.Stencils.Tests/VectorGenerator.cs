using StencilJit.Model;
using StencilJit.Stencils.Replay;

namespace StencilJit.Stencils.Tests;

/// <summary>Records what the C functions of a set do with boundary values.</summary>
internal sealed class VectorGenerator(StencilSet set, ISetCases knowledge, ReferenceLibrary reference)
{
    private const int Neighbourhood = 32;

    /// <summary>Runs the cases of all micro-ops that scenarios do not cover.</summary>
    public VectorFile Generate(IEnumerable<Signature> signatures)
    {
        var file = new VectorFile();
        file.Regions.AddRange(knowledge.Regions);
        foreach (var (name, value) in knowledge.Pinned)
            file.Pinned.Add(name, value);
        using var world = new World(knowledge.Regions);
        var covered = Scenarios.CoveredIn(set.Name);
        foreach (var signature in signatures)
        {
            if (covered.ContainsKey(signature.Name))
                continue;
            var vectors = file.Add(signature);
            foreach (var one in knowledge.Cases(signature) ?? DefaultCases(signature))
                vectors.Add(Record(world, signature, one));
        }

        return file;
    }

    private IEnumerable<Case> DefaultCases(Signature signature)
    {
        var values = signature.Operands.Select(operand => BoundaryValues.Of(operand.Type)).ToArray();
        if (values.Length > 2)
            values = [.. values.Select(one => BoundaryValues.Few(one, values.Length > 3 ? 6 : 9))];
        var operands = Product(values).ToList();
        var holes = ExplicitHoles(signature);
        if (holes.Count == 0)
            return operands.Select(one => new Case(one, [], []));
        return Product([.. holes.Select(hole => BoundaryValues.Of(hole.Kind, hole.Name))])
            .SelectMany(values => operands.Select(one => new Case(one, [.. holes.Select((hole, i) => (hole.Name, values[i]))], [])));
    }

    /// <summary>The holes that the C function names: those that no placement adds.</summary>
    private List<Hole> ExplicitHoles(Signature signature) =>
        [.. set.Stencils.Where(stencil => stencil.Name == signature.Name)
            .SelectMany(stencil => stencil.Holes)
            .Where(hole => hole.Kind != HoleKind.Label && hole.Name != "result" && signature.Operands.All(operand => operand.Name != hole.Name))
            .Distinct()];

    private Vector Record(World world, Signature signature, Case one)
    {
        foreach (var (name, value) in knowledge.Pinned)
            reference.Pinned(name) = value;
        foreach (var (address, value) in one.Before)
            World.Write(address, value);

        var (ending, result) = reference.Run(signature, one.Operands, one.Holes);

        List<(ulong, ulong)> changes = [];
        foreach (var (address, before) in Watched(world, one))
        {
            var after = World.Read(address);
            if (after != before)
                changes.Add((address, after));
            World.Write(address, 0);
        }

        return new Vector
        {
            Operands = one.Operands,
            Holes = one.Holes,
            Before = one.Before,
            Ending = ending,
            Result = result,
            ResultIsAnyNaN = signature.Result.IsNaN(result) && knowledge.GivesAnyNaN(signature.Name),
            Changes = changes,
            Pinned = [.. knowledge.Pinned.Select(pair => (pair.Key, Value: reference.Pinned(pair.Key))).Where(now => now.Value != knowledge.Pinned[now.Key])],
        };
    }

    /// <summary>Where a change may be seen: the words that the case writes, those around them, and the start of the frame.</summary>
    private SortedDictionary<ulong, ulong> Watched(World world, Case one)
    {
        SortedDictionary<ulong, ulong> words = [];
        var frame = knowledge.Pinned[set.Pinned[0]];
        for (var offset = 0UL; offset < 2 * Neighbourhood; offset += 8)
            words[frame + offset] = 0;
        foreach (var (address, _) in one.Before)
        {
            for (var near = address - Neighbourhood; near <= address + Neighbourhood; near += 8)
            {
                if (world.Contains(near))
                    words[near] = 0;
            }
        }

        foreach (var (address, value) in one.Before)
            words[address] = value;
        return words;
    }

    private static IEnumerable<ulong[]> Product(ulong[][] values)
    {
        IEnumerable<ulong[]> product = [[]];
        foreach (var column in values)
            product = product.SelectMany(row => column.Select(value => row.Append(value).ToArray()));
        return product;
    }
}
