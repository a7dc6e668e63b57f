namespace StencilJit.Tool.Diffs;

/// <summary>What the command <c>diff</c> shows: every set that was compared.</summary>
/// <param name="Sets">The sets.</param>
internal sealed record DiffReport(IReadOnlyList<DiffView> Sets)
{
    /// <summary>Whether anything changed.</summary>
    public bool HasChanges => Sets.Any(set => set.HasChanges);
}
