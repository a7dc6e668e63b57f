using StencilJit.Tool.Diffs;
using StencilJit.Tool.Reports;

namespace StencilJit.Tool.Explore;

/// <summary>What a page is told when the sources changed.</summary>
/// <param name="Version">The state that it shows from now on.</param>
/// <param name="Milliseconds">How long it took from noticing the change.</param>
/// <param name="Sets">The sets.</param>
/// <param name="Messages">What the compiler says of the sources.</param>
/// <param name="Overview">The overview as HTML.</param>
/// <param name="Changes">The page of changes as HTML.</param>
internal sealed record PageUpdate(
    string Version, long Milliseconds, IReadOnlyList<UpdatedSet> Sets, IReadOnlyList<SourceMessage> Messages, string Overview, string Changes);

/// <summary>A set in <see cref="PageUpdate"/>.</summary>
/// <param name="Id">What it is called in the page's addresses.</param>
/// <param name="Targets">Its totals.</param>
/// <param name="Names">All micro-ops that it has, sorted.</param>
/// <param name="Operations">Those of them that are new or other than before.</param>
/// <param name="Diff">What differs from the locks.</param>
internal sealed record UpdatedSet(
    string Id, IReadOnlyList<ReportTarget> Targets, IReadOnlyList<string> Names, IReadOnlyList<ReportOperation> Operations, DiffView? Diff);
