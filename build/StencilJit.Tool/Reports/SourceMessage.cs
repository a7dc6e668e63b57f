namespace StencilJit.Tool.Reports;

/// <summary>What the compiler says of a place in a set's sources.</summary>
/// <param name="Set">The set, as <see cref="ReportSet.Id"/>.</param>
/// <param name="File">The file, relative to the set's folder; empty where the set as a whole is meant.</param>
/// <param name="Line">The line, from 1; 0 for none.</param>
/// <param name="Column">The column, from 1; 0 for none.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Code">The number of the diagnostic, such as <c>SJ1001</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Text">The line as it is now; empty where it is not at hand.</param>
internal sealed record SourceMessage(string Set, string File, int Line, int Column, string Severity, string Code, string Message, string Text);
