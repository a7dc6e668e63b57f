namespace StencilJit.Peers.Tests.Calls;

/// <summary>A function to call.</summary>
/// <param name="Name">What it is exported as.</param>
/// <param name="Parameters">The types of its parameters.</param>
/// <param name="Result">The type of its result, if it has one.</param>
internal sealed record ExportedFunction(string Name, IReadOnlyList<ValueKind> Parameters, ValueKind? Result);
