namespace StencilJit.Tool.Reports;

/// <summary>What a report's page holds as data.</summary>
/// <param name="Sets">The sets.</param>
internal sealed record ReportView(IReadOnlyList<ReportSet> Sets);
