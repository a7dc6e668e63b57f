using StencilJit.Generator.Input;
using StencilJit.Model;

namespace StencilJit.Generator.Layout;

/// <summary>What the fields of a table can hold; see <see cref="TableLayout"/>.</summary>
internal static class TableLimits
{
    private const int MaximumHoles = 32;
    private const int MaximumTraps = 223;
    private const int MaximumCodeLength = ushort.MaxValue;
    private const int MaximumPatches = byte.MaxValue;
    private const int MaximumWords = (1 << 24) - 1;

    public static IEnumerable<Problem> Check(LockFile file)
    {
        var set = file.Set!;
        if (set.Traps.Count > MaximumTraps)
            yield return new Problem(Problems.TooLarge, file.Path, 1, $"set '{set.Name}' has {set.Traps.Count} traps; a table holds {MaximumTraps}");
        foreach (var stencil in set.Stencils)
        {
            if (Check(stencil) is { } what)
                yield return new Problem(Problems.TooLarge, file.Path, file.LineOf(stencil), $"stencil '{stencil.Name} {stencil.Placement}' {what}");
        }

        var words = set.Stencils.Sum(stencil => stencil.Variants.Sum(
            variant => (long)variant.Patches.Count + TableLayout.PaddedPatches + variant.Code.Length / sizeof(ulong) + 1));
        if (words > MaximumWords)
            yield return new Problem(Problems.TooLarge, file.Path, 1, $"set '{set.Name}' needs {words * sizeof(ulong)} bytes; a table holds {MaximumWords * sizeof(ulong)}: divide the set");
    }

    private static string? Check(Stencil stencil)
    {
        if (stencil.Holes.Count > MaximumHoles)
            return $"has {stencil.Holes.Count} holes; a table holds {MaximumHoles}";
        var labels = stencil.Holes.Count(hole => hole.Kind == HoleKind.Label);
        if (stencil.Holes.Skip(stencil.Holes.Count - labels).Any(hole => hole.Kind != HoleKind.Label))
            return "has a label before another hole; labels come last";
        foreach (var variant in stencil.Variants)
        {
            if (variant.Code.Length > MaximumCodeLength)
                return $"is {variant.Code.Length} bytes long; a table holds {MaximumCodeLength}";
            if (variant.Patches.Count > MaximumPatches)
                return $"has {variant.Patches.Count} patches; a table holds {MaximumPatches}";
            foreach (var patch in variant.Patches)
            {
                if (patch.Addend is < int.MinValue or > int.MaxValue)
                    return $"adds {patch.Addend} to a value; a table holds 32 bits of it";
                if (TableLayout.IsLabel(stencil, patch)
                    && patch.Kind is not (PatchKind.Rel32 or PatchKind.Branch26 or PatchKind.Branch19 or PatchKind.Branch14))
                    return $"uses a label as {patch.Kind}; a label is only ever a distance";
            }
        }

        return null;
    }
}
