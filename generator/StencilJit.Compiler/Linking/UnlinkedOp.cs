namespace StencilJit.Compiler.Linking;

/// <summary>
/// What the compilation of one micro-op gives, without anything that depends on the micro-ops beside it: indices of
/// traps, offsets of constants, its line.
/// </summary>
/// <param name="Name">The micro-op.</param>
/// <param name="Traps">Every trap that it names, whether or not code that leaves to it was left by the optimizer.</param>
/// <param name="Stencils">Its stencils, sorted by placement.</param>
internal sealed record UnlinkedOp(string Name, IReadOnlyList<string> Traps, IReadOnlyList<UnlinkedStencil> Stencils);
