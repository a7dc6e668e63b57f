using StencilJit.Tool.Operations;

namespace StencilJit.Tool.Reports;

/// <summary>A micro-op in a report.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Family">The C file that it stands in, without its end.</param>
/// <param name="Documentation">What its comment in C says.</param>
/// <param name="Source">Its place in the C sources.</param>
/// <param name="FirstLine">The number in its file of the first line of <paramref name="Text"/>, from 1; 0 where there is no text.</param>
/// <param name="Text">Its lines there; empty where they are not at hand.</param>
/// <param name="Stencils">Its stencils by placement and target, decoded.</param>
internal sealed record ReportOperation(
    string Name, string Family, string Documentation, string Source, int FirstLine, IReadOnlyList<string> Text, IReadOnlyList<ShownStencil> Stencils);
