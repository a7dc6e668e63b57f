using StencilJit.Tool.Analysis;
using StencilJit.Tool.Costs;

namespace StencilJit.Tool.Diffs;

/// <summary>What <c>diff</c> shows: one set before and after.</summary>
/// <param name="Set">The set's name.</param>
/// <param name="Before">What is compared with, such as <c>HEAD</c>.</param>
/// <param name="After">What is compared, such as <c>working tree</c>.</param>
/// <param name="Processors">What the estimates of each target come from, such as <c>linux-x64: llvm-mca 22.1.8, skylake</c>; empty where nothing was estimated.</param>
/// <param name="Targets">Totals of every target that both have, or one of them.</param>
/// <param name="Changes">The stencils that are not unchanged, what matters most first.</param>
internal sealed record DiffView(
    string Set, string Before, string After, IReadOnlyList<string> Processors, IReadOnlyList<DiffTotal> Targets, IReadOnlyList<StencilChange> Changes)
{
    /// <summary>Whether anything changed.</summary>
    public bool HasChanges => Changes.Count > 0 || Targets.Any(target => target.Notes.Count > 0);
}

/// <summary>A target's totals in <see cref="DiffView"/>.</summary>
/// <param name="Target">Its runtime identifier.</param>
/// <param name="Counts">How many stencils became what; kinds without any are left out.</param>
/// <param name="BytesBefore">Bytes of all stencils before.</param>
/// <param name="BytesAfter">The same after.</param>
/// <param name="SizeRatio">Geometric mean of bytes after / before over the stencils that both have.</param>
/// <param name="ChangedSizeRatio">The same over those of them that changed; null where none did.</param>
/// <param name="CycleRatio">Geometric mean of estimated cycles after / before over those; null where nothing was estimated.</param>
/// <param name="Notes">What changed of the set as a whole: features, pinned pointers, registers, slots, traps.</param>
internal sealed record DiffTotal(
    string Target, IReadOnlyDictionary<ChangeKind, int> Counts, long BytesBefore, long BytesAfter, double SizeRatio, double? ChangedSizeRatio, double? CycleRatio, IReadOnlyList<string> Notes);

/// <summary>A stencil that changed.</summary>
/// <param name="Operation">The micro-op's name.</param>
/// <param name="Placement">The placement.</param>
/// <param name="Target">The target.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Notes">What the kind does not say: each hole that moved or changed its meaning, constants, register clobbers that are new or gone.</param>
/// <param name="BytesBefore">Its bytes before; null where it was added.</param>
/// <param name="BytesAfter">The same after; null where it was removed.</param>
/// <param name="EstimateBefore">The estimate of it before; null where there is none.</param>
/// <param name="EstimateAfter">The same after.</param>
/// <param name="Before">Its code before, decoded; null where it was added.</param>
/// <param name="After">The same after; null where it was removed.</param>
/// <param name="Lines">Both assemblies side by side.</param>
internal sealed record StencilChange(
    string Operation, string Placement, string Target, ChangeKind Kind, IReadOnlyList<string> Notes, long? BytesBefore, long? BytesAfter,
    CostEstimate? EstimateBefore, CostEstimate? EstimateAfter, DecodedCode? Before, DecodedCode? After, IReadOnlyList<DiffLine> Lines);

/// <summary>A line of two assemblies side by side.</summary>
/// <param name="Before">The instruction before, with its label; null where there is none.</param>
/// <param name="After">The one after.</param>
/// <param name="IsSame">Whether both are the same.</param>
internal sealed record DiffLine(string? Before, string? After, bool IsSame);
