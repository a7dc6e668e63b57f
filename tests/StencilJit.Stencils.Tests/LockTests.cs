using StencilJit.Compiler;
using StencilJit.Compiler.Locks;
using StencilJit.Compiler.Targets;

namespace StencilJit.Stencils.Tests;

/// <summary>The locks that are checked in are what the sources give.</summary>
public class LockTests
{
    public static TheoryData<string, string> Locks =>
        [.. TargetDescription.All.SelectMany(target => new[] { "calc", "wasm" }.Select(set => (set, target.Rid))), ("fault", "linux-arm64"), ("fault", "linux-x64")];

    [Theory]
    [MemberData(nameof(Locks))]
    public async Task A_rebuild_gives_the_lock_byte_for_byte(string set, string target)
    {
        var result = await StencilCompiler.CompileAsync(Request(set, target), TestContext.Current.CancellationToken);

        Assert.SkipWhen(result.Diagnostics.Any(diagnostic => diagnostic.Code is "SJ1200" or "SJ1201"), "No clang and libLLVM from 19 on: run build/install-tools.sh.");
        Assert.Empty(result.Diagnostics);
        var made = LockStore.Read(Repository.Lock(set, target))!.Compiler;
        Assert.SkipWhen(result.Set!.Compiler != made, $"The lock was made by {made}; here is {result.Set.Compiler}, which may give other bytes.");
        Assert.True(LockStore.IsSame(Repository.Lock(set, target), result.Set), $"See what differs with: stenciljit verify --set {set} --target {target}");
    }

    [Theory]
    [MemberData(nameof(Locks))]
    public void A_lock_names_the_sources_as_they_are(string set, string target)
    {
        var locked = LockStore.Read(Repository.Lock(set, target))!;

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
