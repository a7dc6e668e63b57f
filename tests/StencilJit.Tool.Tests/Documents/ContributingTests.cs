using System.Text.RegularExpressions;
using StencilJit.Compiler.Incremental;
using StencilJit.Compiler.Locks;
using StencilJit.Tool.Costs;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Tests.Documents;

/// <summary>What CONTRIBUTING.md shows of improving a stencil is what the commands print; STENCILJIT_BLESS=1 rewrites it.</summary>
public sealed partial class ContributingTests
{
    private const string Before = "    return a != a ? 0 : a < 0.0 ? 0 : a >= 0x1p64 ? UINT64_MAX : (uint64_t)a;\n";
    private static readonly string Document = Path.Combine(Repository.Root, "CONTRIBUTING.md");

    [Fact]
    public async Task The_walk_through_improving_a_stencil_prints_what_it_says()
    {
        SetCopy.NeedsClang();
        Assert.SkipWhen(await LlvmMca.FindAsync(TestContext.Current.CancellationToken) is null, "No llvm-mca: apt-get install llvm-22.");
        using var set = new SetCopy("wasm");
        var text = File.ReadAllText(Document).ReplaceLineEndings("\n");
        var edit = Block("c").Match(text).Groups["text"].Value;
        await Commit(set, edit);

        var blocks = Block("console").Matches(text).ToList();
        Assert.Equal(2, blocks.Count);
        var looked = await Run(set, blocks[0]);
        set.Edit("convert.c", Before, edit);
        var compared = await Run(set, blocks[1]);

        if (Environment.GetEnvironmentVariable("STENCILJIT_BLESS") == "1")
        {
            File.WriteAllText(Document, text.Replace(blocks[0].Value, looked, StringComparison.Ordinal).Replace(blocks[1].Value, compared, StringComparison.Ordinal));
            return;
        }

        Assert.Equal(Surroundings.WithoutVersions(blocks[0].Value), Surroundings.WithoutVersions(looked));
        Assert.Equal(Surroundings.WithoutVersions(blocks[1].Value), Surroundings.WithoutVersions(compared));
    }

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

    private static async Task<string> Run(SetCopy set, Match block)
    {
        var command = block.Groups["text"].Value.Split('\n')[0];
        Assert.StartsWith("$ stenciljit ", command, StringComparison.Ordinal);
        var words = Word().Matches(command["$ stenciljit ".Length..]).Select(word => word.Value.Trim('"')).ToArray();
        var result = await ToolProcess.RunIn(set.Root, words);
        Assert.True(result.ExitCode is 0 or 1, result.Error);
        return $"```console\n{command}\n{result.Output}```";
    }

    private static Regex Block(string language) => new($"```{language}\n(?<text>.*?)```", RegexOptions.Singleline);

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();
}
