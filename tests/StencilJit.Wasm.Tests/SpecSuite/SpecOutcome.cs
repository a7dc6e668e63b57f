namespace StencilJit.Wasm.Tests.SpecSuite;

/// <summary>What became of a script's commands.</summary>
/// <param name="Script">The script's name.</param>
/// <param name="Passed">How many did what the script expects.</param>
/// <param name="Skipped">How many run no code: modules that are not valid, or in the text format.</param>
/// <param name="Failures">What went wrong with the others.</param>
internal sealed record SpecOutcome(string Script, int Passed, int Skipped, IReadOnlyList<string> Failures);
