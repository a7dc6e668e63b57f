using StencilJit.Compiler.Locks;
using StencilJit.Model;

namespace StencilJit.Compiler.Tests;

/// <summary>The stencil sets of this repository.</summary>
internal static class Repository
{
    /// <summary>What the lock of a set holds.</summary>
    public static StencilSet Read(string set, string target) =>
        LockStore.Read(Path.Combine(SetFolder.IncludeDirectory, "..", set, "locks", target + ".stencils"))!;
}
