namespace StencilJit.Stencils.Tests;

/// <summary>How a program ended and what it wrote.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Errors);
