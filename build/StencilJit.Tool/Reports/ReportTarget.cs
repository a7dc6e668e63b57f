namespace StencilJit.Tool.Reports;

/// <summary>A target of a set in a report.</summary>
/// <param name="Target">Its runtime identifier.</param>
/// <param name="Compiler">What compiled it.</param>
/// <param name="Features">The processor features that the code needs.</param>
/// <param name="Stencils">How many stencils it has.</param>
/// <param name="Bytes">The bytes of their code.</param>
/// <param name="DataBytes">The bytes of the set's constants.</param>
internal sealed record ReportTarget(
    string Target, string Compiler, IReadOnlyList<string> Features, int Stencils, long Bytes, int DataBytes);
