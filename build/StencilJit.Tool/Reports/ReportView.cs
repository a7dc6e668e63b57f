namespace StencilJit.Tool.Reports;

/// <summary>What a report's page holds as data.</summary>
/// <param name="Sets">The sets.</param>
/// <param name="Version">Which state of the sources a page that follows them shows; null in a report.</param>
/// <param name="Messages">What the compiler says of the sources; null in a report.</param>
internal sealed record ReportView(IReadOnlyList<ReportSet> Sets, string? Version = null, IReadOnlyList<SourceMessage>? Messages = null);
