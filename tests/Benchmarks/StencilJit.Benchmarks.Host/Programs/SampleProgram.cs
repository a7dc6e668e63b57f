namespace StencilJit.Benchmarks.Programs;

/// <summary>A program that only reads its input and writes its output: every engine gives it the same few functions.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Module">The file of its module.</param>
/// <param name="Input">What it reads.</param>
internal sealed record SampleProgram(string Name, string Module, byte[] Input);
