namespace StencilJit.Benchmarks.Measuring;

/// <summary>What something took, in seconds.</summary>
/// <param name="Wall">From its begin to its end.</param>
/// <param name="Processor">Of processors, together; null where it is not known.</param>
internal sealed record TimesUsed(double Wall, double? Processor);
