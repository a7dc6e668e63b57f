using StencilJit.Compiler;
using StencilJit.Model;

namespace StencilJit.Stencils.Tests;

/// <summary>The locks that are checked in are what the sources give.</summary>
public class LockTests
{
    public static TheoryData<string, string> Locks => new MatrixTheoryData<string, string>(["calc", "fault", "wasm"], ["linux-x64", "linux-arm64"]);

    [Theory]
    [MemberData(nameof(Locks))]
    public async Task A_rebuild_gives_the_lock_byte_for_byte(string set, string target)
    {
        var locked = await File.ReadAllTextAsync(Repository.Lock(set, target), TestContext.Current.CancellationToken);

        var result = await StencilCompiler.CompileAsync(Request(set, target), TestContext.Current.CancellationToken);

        Assert.SkipWhen(result.Diagnostics.Any(diagnostic => diagnostic.Code is "SJ1200" or "SJ1201"), "No clang and libLLVM from 19 on: run build/install-tools.sh.");
        Assert.Empty(result.Diagnostics);
        var made = StencilLockReader.Read(locked).Compiler;
        Assert.SkipWhen(result.Set!.Compiler != made, $"The lock was made by {made}; here is {result.Set.Compiler}, which may give other bytes.");
        Assert.Equal(locked.ReplaceLineEndings("\n"), StencilLockWriter.Write(result.Set));
    }

    [Theory]
    [MemberData(nameof(Locks))]
    public void A_lock_names_the_sources_as_they_are(string set, string target)
    {
        var locked = StencilLockReader.Read(File.ReadAllText(Repository.Lock(set, target)));

        Assert.Null(StencilInputs.FindChange(Request(set, target), locked));
    }

    private static CompileRequest Request(string set, string target) => new()
    {
        SetFolder = Repository.SetFolder(set),
        Sources = Repository.Sources(set),
        IncludeDirectories = [Repository.Include],
        Target = target,
    };
}
