using System.Globalization;

namespace StencilJit.Tool.Costs;

/// <summary>Writes estimates so that they look like what they are.</summary>
internal static class CostText
{
    /// <summary>Cycles, such as <c>~3.1</c>.</summary>
    public static string Cycles(CostEstimate estimate) => "~" + estimate.Cycles.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>An estimate with what it comes from, such as <c>~3.1 cycles, 4 micro-ops (llvm-mca 22.1.8, skylake; an estimate)</c>.</summary>
    public static string Line(CostEstimate estimate, string model) =>
        $"{Cycles(estimate)} cycles, {estimate.MicroOps.ToString("0.#", CultureInfo.InvariantCulture)} micro-ops ({model}; an estimate)";
}
