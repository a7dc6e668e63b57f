using StencilJit.Compiler.Incremental;
using StencilJit.Model;

namespace StencilJit.Compiler.Tests.Incremental;

/// <summary>What every step of an incremental compilation must hold.</summary>
internal static class IncrementalAssertions
{
    /// <summary>Runs the compiler: it compiles what is expected, and gives the lock that a whole compilation gives.</summary>
    public static async Task<IncrementalResult> AssertGivesTheWholeAsync(this IncrementalCompiler compiler, SetFolder folder, string target, IEnumerable<string> compiled)
    {
        var result = await compiler.CompileAsync(cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(result.Diagnostics);
        Assert.Equal(compiled, result.Compiled);
        var whole = await folder.CompileAsync(target);
        Assert.Equal(StencilLockWriter.Write(whole.Set!), StencilLockWriter.Write(result.Set!));
        return result;
    }
}
