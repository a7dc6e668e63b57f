namespace StencilJit.Wasm.Tests.SpecSuite;

/// <summary>A command did not do what the script expects.</summary>
internal sealed class SpecFailure(string message) : Exception(message);
