using StencilJit.Model;
using StencilJit.Tool.Analysis;

namespace StencilJit.Tool.Diffs;

/// <summary>Tells in words what the kind of a change does not say.</summary>
internal static class ChangeNotes
{
    /// <summary>The notes on a stencil that both sets have.</summary>
    /// <param name="before">The set before.</param>
    /// <param name="old">Its stencil.</param>
    /// <param name="oldCode">The variant that is shown.</param>
    /// <param name="after">The set after.</param>
    /// <param name="now">Its stencil.</param>
    /// <param name="nowCode">The variant that is shown.</param>
    public static IReadOnlyList<string> Of(DecodedSet before, Stencil old, DecodedCode oldCode, DecodedSet after, Stencil now, DecodedCode nowCode) =>
    [
        .. Meaning(old, now),
        .. old.Variants.Count == now.Variants.Count ? [] : new[] { $"positions: {old.Variants.Count} -> {now.Variants.Count}" },
        .. Moves(Fields(before, old, oldCode.Position), Fields(after, now, nowCode.Position)),
        .. Names("trap", Traps(before.Set, old), Traps(after.Set, now)),
        .. Constants(Constants(before, old, oldCode.Position), Constants(after, now, nowCode.Position)),
        .. Registers("read", oldCode.Facts.Reads, nowCode.Facts.Reads),
        .. Registers("written", oldCode.Facts.Writes, nowCode.Facts.Writes),
        .. oldCode.Facts.Calls == nowCode.Facts.Calls ? [] : new[] { $"calls: {oldCode.Facts.Calls} -> {nowCode.Facts.Calls}" },
        .. oldCode.Facts.UsesStack == nowCode.Facts.UsesStack ? [] : new[] { nowCode.Facts.UsesStack ? "uses the stack now" : "uses the stack no longer" },
    ];

    /// <summary>What changed of a set as a whole on one target, other than who compiled it.</summary>
    public static IReadOnlyList<string> Of(StencilSet before, StencilSet after) =>
    [
        .. Names("feature", before.Features, after.Features),
        .. Text("pinned pointers", string.Join(' ', before.Pinned), string.Join(' ', after.Pinned)),
        .. Text("integer registers", $"{before.IntegerRegisters}", $"{after.IntegerRegisters}"),
        .. Text("floating-point registers", $"{before.FloatRegisters}", $"{after.FloatRegisters}"),
        .. Text("largest slot", $"{before.SlotLimit}", $"{after.SlotLimit}"),
        .. Names("trap", before.Traps, after.Traps),
    ];

    private static IEnumerable<string> Meaning(Stencil old, Stencil now)
    {
        if (old.Kind != now.Kind)
            yield return $"kind: {old.Kind.ToString().ToLowerInvariant()} -> {now.Kind.ToString().ToLowerInvariant()}";
        foreach (var (hole, other) in old.Holes.Join(now.Holes, hole => hole.Name, hole => hole.Name, (hole, other) => (hole, other)).Where(pair => pair.hole.Kind != pair.other.Kind))
            yield return $"hole {hole.Name}: {Kind(hole)} -> {Kind(other)}";
        var gone = old.Holes.ExceptBy(now.Holes.Select(hole => hole.Name), hole => hole.Name).ToList();
        var added = now.Holes.ExceptBy(old.Holes.Select(hole => hole.Name), hole => hole.Name).ToList();
        foreach (var hole in gone)
            yield return $"hole {hole.Name} ({Kind(hole)}) is gone";
        foreach (var hole in added)
            yield return $"hole {hole.Name} ({Kind(hole)}) is new";
        if (gone.Count + added.Count == 0 && !old.Holes.Select(hole => hole.Name).SequenceEqual(now.Holes.Select(hole => hole.Name)))
            yield return $"holes in another order: {string.Join(", ", old.Holes.Select(hole => hole.Name))} -> {string.Join(", ", now.Holes.Select(hole => hole.Name))}";
    }

    private static IEnumerable<string> Moves(Dictionary<string, string> old, Dictionary<string, string> now) =>
        old.Where(field => now.TryGetValue(field.Key, out var place) && place != field.Value).Select(field => $"{field.Key} moved: {field.Value} -> {now[field.Key]}");

    // Where each value is written; data has no name of its own that two sets share.
    private static Dictionary<string, string> Fields(DecodedSet set, Stencil stencil, int position) =>
        stencil.Variants[position].Patches.Where(patch => patch.Source != PatchSource.Data)
            .GroupBy(patch => PatchText.Value(set.Set, stencil, patch))
            .ToDictionary(group => group.Key, group => string.Join(", ", group.Select(patch => $"@{patch.Offset} {patch.Kind.ToString().ToLowerInvariant()}")));

    private static IEnumerable<string> Constants(IReadOnlyList<string> old, IReadOnlyList<string> now)
    {
        if (old.Count == now.Count)
            return old.Zip(now).Where(pair => pair.First != pair.Second).Select(pair => $"constant {pair.First} -> {pair.Second}");
        return [.. old.Except(now).Select(constant => $"constant {constant} is gone"), .. now.Except(old).Select(constant => $"constant {constant} is new")];
    }

    private static IReadOnlyList<string> Constants(DecodedSet set, Stencil stencil, int position)
    {
        var constants = new List<string>();
        foreach (var patch in stencil.Variants[position].Patches.Where(patch => patch.Source == PatchSource.Data))
            if (set.Constant(stencil, position, patch) is { Length: > 0 } constant)
                constants.Add(Convert.ToHexStringLower(constant));
        return constants;
    }

    private static IReadOnlyList<string> Traps(StencilSet set, Stencil stencil) =>
        [.. stencil.Variants.SelectMany(variant => variant.Patches).Where(patch => patch.Source == PatchSource.Trap).Select(patch => set.Traps[patch.Index]).Distinct()];

    private static IEnumerable<string> Registers(string how, IReadOnlyList<string> old, IReadOnlyList<string> now)
    {
        if (now.Except(old).ToList() is { Count: > 0 } more)
            yield return $"{how} now: {string.Join(' ', more)}";
        if (old.Except(now).ToList() is { Count: > 0 } less)
            yield return $"{how} no longer: {string.Join(' ', less)}";
    }

    private static IEnumerable<string> Names(string what, IReadOnlyList<string> old, IReadOnlyList<string> now) =>
        [.. old.Except(now).Select(name => $"{what} {name} is gone"), .. now.Except(old).Select(name => $"{what} {name} is new")];

    private static IEnumerable<string> Text(string what, string old, string now) => old == now ? [] : [$"{what}: {old} -> {now}"];

    private static string Kind(Hole hole) => hole.Kind.ToString().ToLowerInvariant();
}
