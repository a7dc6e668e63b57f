namespace StencilJit.Benchmarks.Engines;

/// <summary>What came of running a program.</summary>
/// <param name="Seconds">The time within the program, without making instances.</param>
/// <param name="Checksum">Of what all runs printed; the same for all engines.</param>
internal sealed record RunResult(double Seconds, uint Checksum);
