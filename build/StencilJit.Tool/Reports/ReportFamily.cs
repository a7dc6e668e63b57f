namespace StencilJit.Tool.Reports;

/// <summary>The micro-ops of one C file.</summary>
/// <param name="Name">The file's name without its end.</param>
/// <param name="Operations">They, sorted by name.</param>
internal sealed record ReportFamily(string Name, IReadOnlyList<ReportOperation> Operations);
