using StencilJit.Generator.Input;
using StencilJit.Model;

namespace StencilJit.Generator.Layout;

/// <summary>What the fields of a table can hold; see <see cref="TableLayout"/>.</summary>
internal static class TableLimits
{
    private const int MaximumHoles = 32;
    private const int MaximumRegisters = 5;
    private const int MaximumNumbers = 1 << 24;
    private const int MaximumTraps = 223;
    private const int MaximumCodeLength = ushort.MaxValue;
    private const int MaximumPatches = byte.MaxValue;
    private const int MaximumWords = (1 << 24) - 1;

    public static IEnumerable<Problem> Check(SetGroup group, LockFile file)
    {
        var set = file.Set!;
        if (set.Traps.Count > MaximumTraps)
            yield return new Problem(Problems.TooLarge, file.Path, 1, $"set '{set.Name}' has {set.Traps.Count} traps; a table holds {MaximumTraps}");
        foreach (var stencil in set.Stencils)
        {
            if (Check(stencil) is { } what)
                yield return new Problem(Problems.TooLarge, file.Path, file.LineOf(stencil), $"stencil '{stencil.Name} {stencil.Placement}' {what}");
        }

        var words = group.Files.Where(other => other.Set!.Architecture == set.Architecture).SelectMany(other => other.Set!.Stencils)
            .Sum(stencil => (long)stencil.Patches.Count + TableLayout.PaddedPatches + stencil.Code.Length / sizeof(ulong) + 1);
        if (words > MaximumWords)
            yield return new Problem(Problems.TooLarge, file.Path, 1, $"set '{set.Name}' needs {words * sizeof(ulong)} bytes; a table holds {MaximumWords * sizeof(ulong)}: divide the set");
        var numbers = set.Stencils.Sum(stencil => (long)stencil.Combinations);
        if (numbers > MaximumNumbers)
            yield return new Problem(Problems.TooLarge, file.Path, 1, $"set '{set.Name}' has {numbers} choices of stencil and registers; a table holds {MaximumNumbers}: divide the set, or list fewer placements with three registers");
    }

    private static string? Check(Stencil stencil)
    {
        if (stencil.Holes.Count > MaximumHoles)
            return $"has {stencil.Holes.Count} holes; a table holds {MaximumHoles}";
        var labels = stencil.Holes.Count(hole => hole.Kind == HoleKind.Label);
        if (stencil.Holes.Skip(stencil.Holes.Count - labels).Any(hole => hole.Kind != HoleKind.Label))
            return "has a label before another hole; labels come last";
        if (stencil.Registers.Count > MaximumRegisters)
            return $"has {stencil.Registers.Count} registers; a table holds {MaximumRegisters}";
        if (stencil.Code.Length > MaximumCodeLength)
            return $"is {stencil.Code.Length} bytes long; a table holds {MaximumCodeLength}";
        if (stencil.Patches.Count > MaximumPatches)
            return $"has {stencil.Patches.Count} patches; a table holds {MaximumPatches}";
        foreach (var patch in stencil.Patches)
        {
            if (patch.Addend is < int.MinValue or > int.MaxValue)
                return $"adds {patch.Addend} to a value; a table holds 32 bits of it";
            if (TableLayout.IsLabel(stencil, patch)
                && patch.Kind is not (PatchKind.Rel32 or PatchKind.Branch26 or PatchKind.Branch19 or PatchKind.Branch14))
                return $"uses a label as {patch.Kind}; a label is only ever a distance";
        }

        return null;
    }
}
