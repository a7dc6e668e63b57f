using System.Text.Json.Serialization;
using StencilJit.Tool.Diffs;

namespace StencilJit.Tool.Reports;

/// <summary>A set in a report.</summary>
/// <param name="Id">What it is called in the page's addresses: its folder's name, with a number where two are alike.</param>
/// <param name="Name">The name that its C declares.</param>
/// <param name="Pinned">The names of its pinned pointers.</param>
/// <param name="IntegerRegisters">How many integer registers hold operands.</param>
/// <param name="FloatRegisters">How many floating-point registers hold operands.</param>
/// <param name="Targets">Its targets with their totals.</param>
/// <param name="Operations">Its micro-ops, sorted by name.</param>
/// <param name="Diff">What changed against a base; null where none was given.</param>
internal sealed record ReportSet(
    string Id, string Name, IReadOnlyList<string> Pinned, int IntegerRegisters, int FloatRegisters,
    IReadOnlyList<ReportTarget> Targets, IReadOnlyList<ReportOperation> Operations, DiffView? Diff)
{
    /// <summary>The micro-ops by the C file that they stand in, as an index shows them.</summary>
    [JsonIgnore]
    public IReadOnlyList<ReportFamily> Families =>
        [.. Operations.GroupBy(operation => operation.Family).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new ReportFamily(group.Key, [.. group]))];
}
