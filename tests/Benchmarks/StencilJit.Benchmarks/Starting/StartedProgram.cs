namespace StencilJit.Benchmarks.Starting;

/// <summary>A WASI program whose whole run is measured.</summary>
/// <param name="Name">Its name, which is its first argument.</param>
/// <param name="Module">Its module's file.</param>
/// <param name="Arguments">Its other arguments.</param>
internal sealed record StartedProgram(string Name, string Module, IReadOnlyList<string> Arguments);
