namespace StencilJit.Compiler.Incremental;

/// <summary>What the code of a micro-op is made of, as far as clang's output tells.</summary>
/// <param name="Hash">Equal where all that decides the code is.</param>
/// <param name="Traps">The traps that its C names, in code that inlining may find unreachable too.</param>
/// <param name="IsEntangled">Whether its code depends on other entangled micro-ops: they are compiled together or not at all.</param>
internal sealed record OpFingerprint(string Hash, IReadOnlyList<string> Traps, bool IsEntangled);
