using StencilJit.Model;
using StencilJit.Tool.Analysis;

namespace StencilJit.Tool.Diffs;

/// <summary>Tells in words what the kind of a change does not say.</summary>
internal static class ChangeNotes
{
    /// <summary>The notes on a stencil that both sets have.</summary>
    /// <param name="before">The set before.</param>
    /// <param name="old">Its stencil.</param>
    /// <param name="oldCode">Its code, decoded.</param>
    /// <param name="after">The set after.</param>
    /// <param name="now">Its stencil.</param>
    /// <param name="nowCode">Its code, decoded.</param>
    public static IReadOnlyList<string> Of(DecodedSet before, Stencil old, DecodedCode oldCode, DecodedSet after, Stencil now, DecodedCode nowCode) =>
    [
        .. Meaning(old, now),
        .. Moves(Fields(before.Set, old), Fields(after.Set, now)),
        .. Names("trap", Traps(before.Set, old), Traps(after.Set, now)),
        .. Constants(Constants(before, old), Constants(after, now)),
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
        .. Text("integer registers", Names(before.Integers), Names(after.Integers)),
        .. Text("floating-point registers", Names(before.Floats), Names(after.Floats)),
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
        foreach (var note in Text("registers", Registers(old), Registers(now)))
            yield return note;
        if (gone.Count + added.Count == 0 && !old.Holes.Select(hole => hole.Name).SequenceEqual(now.Holes.Select(hole => hole.Name)))
            yield return $"holes in another order: {string.Join(", ", old.Holes.Select(hole => hole.Name))} -> {string.Join(", ", now.Holes.Select(hole => hole.Name))}";
    }

    private static IEnumerable<string> Moves(Dictionary<string, string> old, Dictionary<string, string> now) =>
        old.Where(field => now.TryGetValue(field.Key, out var place) && place != field.Value).Select(field => $"{field.Key} moved: {field.Value} -> {now[field.Key]}");

    // Where each value is written; data has no name of its own that two sets share.
    private static Dictionary<string, string> Fields(StencilSet set, Stencil stencil) =>
        stencil.Patches.Where(patch => patch.Source != PatchSource.Data)
            .GroupBy(patch => PatchText.Value(set, stencil, patch))
            .ToDictionary(group => group.Key, group => string.Join(", ", group.Select(patch => $"@{patch.Offset} {patch.Kind.ToString().ToLowerInvariant()}")));

    private static IEnumerable<string> Constants(IReadOnlyList<string> old, IReadOnlyList<string> now)
    {
        if (old.Count == now.Count)
            return old.Zip(now).Where(pair => pair.First != pair.Second).Select(pair => $"constant {pair.First} -> {pair.Second}");
        return [.. old.Except(now).Select(constant => $"constant {constant} is gone"), .. now.Except(old).Select(constant => $"constant {constant} is new")];
    }

    private static IReadOnlyList<string> Constants(DecodedSet set, Stencil stencil)
    {
        var constants = new List<string>();
        foreach (var patch in stencil.Patches.Where(patch => patch.Source == PatchSource.Data))
            if (set.Constant(stencil, patch) is { Length: > 0 } constant)
                constants.Add(Convert.ToHexStringLower(constant));
        return constants;
    }

    private static IReadOnlyList<string> Traps(StencilSet set, Stencil stencil) =>
        [.. stencil.Patches.Where(patch => patch.Source == PatchSource.Trap).Select(patch => set.Traps[patch.Index]).Distinct()];

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

    private static string Names(IReadOnlyList<PoolRegister> registers) => string.Join(' ', registers.Select(register => register.Name));

    private static string Registers(Stencil stencil) =>
        stencil.Registers.Count == 0 ? "none" : string.Join(", ", stencil.Registers.Select(register => $"{register.Name} ({register.Class.ToString().ToLowerInvariant()}, {register.Access.ToString().ToLowerInvariant()})"));

    private static string Kind(Hole hole) => hole.Kind.ToString().ToLowerInvariant();
}
