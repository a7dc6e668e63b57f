namespace StencilJit.Peers.Tests.Calls;

/// <summary>What came of a sequence of calls.</summary>
/// <param name="Results">For each call its result, or "trap".</param>
/// <param name="Memory">The SHA-256 of what the module's memory held afterwards.</param>
internal sealed record CallResults(IReadOnlyList<string> Results, string Memory);
