using System.Text.RegularExpressions;
using StencilJit.Compiler.Clang;
using StencilJit.Compiler.Incremental;
using StencilJit.Compiler.Locks;
using StencilJit.Tool.Costs;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Tests.Documents;

/// <summary>What CONTRIBUTING.md shows of improving a stencil is what the commands print.</summary>
public sealed partial class ContributingTests
{
    // The version of LLVM whose code and estimates the document shows.
    private const int Shown = 22;
    private const string Before = "    return a != a ? 0 : a < 0.0 ? 0 : a >= 0x1p64 ? UINT64_MAX : (uint64_t)a;\n";

    [Fact]
    public async Task The_walk_through_improving_a_stencil_prints_what_it_says()
    {
        SetCopy.NeedsClang();
        var mca = await LlvmMca.FindAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(
            IsShown(mca?.Version) && IsShown(ClangLocator.Find()?.Version),
            $"CONTRIBUTING.md shows what clang and llvm-mca {Shown} give: apt-get install clang-{Shown} llvm-{Shown}.");
        using var set = new SetCopy("wasm");
        var path = Path.Combine(Repository.Root, "CONTRIBUTING.md");
        var document = File.ReadAllText(path).ReplaceLineEndings("\n");
        var edit = EditPattern().Match(document).Groups["text"].Value;
        await Commit(set, edit);

        var blocks = ConsoleBlock.Of(document);
        Assert.Equal(2, blocks.Count);
        blocks[0].Check(path, await blocks[0].RunIn(set.Root));
        set.Edit("convert.c", Before, edit);
        blocks[1].Check(path, await blocks[1].RunIn(set.Root));
    }

    private static bool IsShown(string? version) => version?.StartsWith($"{Shown}.", StringComparison.Ordinal) == true;

    // The set as it was before, with its locks; of those at hand only the edited micro-op is compiled again.
    private static async Task Commit(SetCopy set, string edit)
    {
        var folder = new StencilFolder(set.Folder, [Path.Combine(set.Root, "stencils", "include")]);
        var compilers = folder.LockedTargets.Select(target => new IncrementalCompiler(folder.Request(target), LockFile.Read(folder.LockPath(target)))).ToList();
        foreach (var compiler in compilers)
            await compiler.CompileAsync(cancellation: TestContext.Current.CancellationToken);
        set.Edit("convert.c", edit, Before);
        foreach (var compiler in compilers)
        {
            var compiled = (await compiler.CompileAsync(cancellation: TestContext.Current.CancellationToken)).Set!;
            LockStore.Write([(folder.LockPath(compiled.Target), compiled)]);
        }

        GitCopy.Commit(set.Root);
    }

    [GeneratedRegex("```c\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex EditPattern();
}
