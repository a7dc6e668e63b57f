using StencilJit.Runtime.Faults;

namespace StencilJit.Wasm.Tests;

/// <summary>The kinds of engines that tests are run with.</summary>
internal static class Worlds
{
    /// <summary>The ways to keep accesses in bounds that this system has.</summary>
    public static TheoryData<BoundsChecks> BoundsChecks =>
        FaultHandler.IsSupported ? [Wasm.BoundsChecks.Explicit, Wasm.BoundsChecks.Guard] : [Wasm.BoundsChecks.Explicit];
}
