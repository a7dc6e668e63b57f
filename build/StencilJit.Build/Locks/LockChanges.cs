using StencilJit.Model;

namespace StencilJit.Build.Locks;

/// <summary>Says what became of a set's stencils when its locks were made again.</summary>
internal static class LockChanges
{
    private const int LargestConstant = 16;

    /// <summary>Describes each change once, with the targets that it is the same on.</summary>
    /// <param name="pairs">The set before and after, one item a target; null where there was no lock.</param>
    /// <returns>Lines such as <c>add rr&gt;r: 4 -> 8 bytes (linux-x64, win-x64)</c>, by stencil.</returns>
    public static IEnumerable<string> Describe(IEnumerable<(StencilSet? Before, StencilSet After)> pairs) =>
        pairs.Where(pair => pair.Before is not null)
            .SelectMany(pair => Describe(pair.Before!, pair.After).Select(change => (Change: change, pair.After.Target)))
            .GroupBy(one => one.Change, one => one.Target)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} ({string.Join(", ", group)})");

    private static IEnumerable<string> Describe(StencilSet before, StencilSet after)
    {
        var old = before.Stencils.ToDictionary(Title);
        var now = after.Stencils.ToDictionary(Title);
        foreach (var title in old.Keys.Except(now.Keys))
            yield return $"{title}: removed, {old[title].Code.Length} bytes";
        foreach (var (title, stencil) in now)
            if (!old.TryGetValue(title, out var known))
                yield return $"{title}: added, {stencil.Code.Length} bytes";
            else if (Content(before, known) != Content(after, stencil))
                yield return known.Code.Length == stencil.Code.Length
                    ? $"{title}: {stencil.Code.Length} bytes, others than before"
                    : $"{title}: {known.Code.Length} -> {stencil.Code.Length} bytes";
    }

    private static string Title(Stencil stencil) => $"{stencil.Name} {stencil.Placement}".TrimEnd();

    // All that stitching sees; lines and documentation are none of it.
    private static string Content(StencilSet set, Stencil stencil) => string.Join(
        ' ',
        stencil.Holes.Select(hole => hole.ToString())
            .Concat(stencil.Registers.Select(register => $"{register.Name} {register.Class} {register.Access} {string.Join(' ', register.Bits)}"))
            .Concat(stencil.Patches.Select(patch => $"{patch.Offset} {patch.Kind} {Value(set, stencil, patch)}"))
            .Append($"{stencil.Kind} {Convert.ToHexString(stencil.Code)}"));

    private static string Value(StencilSet set, Stencil stencil, Patch patch) => patch.Source switch
    {
        PatchSource.Hole => $"{stencil.Holes[patch.Index].Name} {patch.Addend}",
        PatchSource.Trap => $"{set.Traps[patch.Index]} {patch.Addend}",
        _ => Constant(set.Data, patch.Addend),
    };

    // Its bytes, as its offset changes with the constants before it.
    private static string Constant(byte[] data, long offset)
    {
        var start = (int)Math.Clamp(offset, 0, data.Length);
        return Convert.ToHexString(data, start, Math.Min(LargestConstant, data.Length - start));
    }
}
