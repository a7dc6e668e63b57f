namespace StencilJit.Benchmarks.Measuring;

/// <summary>What something took in a new process, the first and the second time.</summary>
internal sealed record FirstTimes(TimesUsed First, TimesUsed Second);
