namespace StencilJit.Tool.Reports;

/// <summary>A target of a set in a report.</summary>
/// <param name="Target">Its runtime identifier.</param>
/// <param name="Compiler">What compiled it.</param>
/// <param name="Features">The processor features that the code needs.</param>
/// <param name="Stencils">How many stencils it has.</param>
/// <param name="Variants">How many variants they have in all.</param>
/// <param name="Bytes">The bytes of all variants.</param>
/// <param name="DataBytes">The bytes of the set's constants.</param>
internal sealed record ReportTarget(
    string Target, string Compiler, IReadOnlyList<string> Features, int Stencils, int Variants, long Bytes, int DataBytes);
