using StencilJit.Runtime;
using StencilJit.Runtime.Faults;

namespace StencilJit.Wasm.Tests;

/// <summary>The kinds of engines that tests are run with.</summary>
internal static class Worlds
{
    /// <summary>The ways to keep accesses in bounds that this system has.</summary>
    public static TheoryData<BoundsChecks> BoundsChecks =>
        FaultHandler.IsSupported ? [Wasm.BoundsChecks.Explicit, Wasm.BoundsChecks.Guard] : [Wasm.BoundsChecks.Explicit];

    /// <summary>An engine that compiles every module in as many parts as it can, with several threads, however small it is.</summary>
    public static Engine ThreadedEngine(long codeSpace = CodeHeap.DefaultSize, CompilationMode compilation = CompilationMode.Eager) =>
        new(codeSpace, log: null, boundsChecks: null, compilationThreads: 3, compilation, partBytes: 1);
}
