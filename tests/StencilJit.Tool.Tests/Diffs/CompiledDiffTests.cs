using StencilJit.Compiler.Llvm;

namespace StencilJit.Tool.Tests.Diffs;

/// <summary>The command with sources that it compiles.</summary>
public sealed class CompiledDiffTests
{
    [Fact]
    public async Task An_edit_shows_what_it_did_to_the_machine_code_of_every_target()
    {
        using var copy = await Edited();

        var result = (await Run(copy.Root, "lock")).Ended(1);

        Assert.Equal("Compiling calc for linux-arm64, linux-x64, osx-arm64, osx-x64, win-arm64, win-x64 …\n", Progress(result.Error));
        Goldens.Check("diff.worktree.txt", Surroundings.WithoutVersions(result.Output));
    }

    [Fact]
    public async Task The_working_tree_is_compiled_for_the_targets_that_are_asked_for_alone()
    {
        using var copy = await Edited();

        var result = (await Run(copy.Root, "lock", "worktree", "--target", "linux-x64", "--only", "add", "--json")).Ended(1);

        Assert.Equal("Compiling calc for linux-x64 …\n", Progress(result.Error));
        Goldens.Check("diff.worktree.json", Surroundings.WithoutVersions(result.Output));
    }

    [Fact]
    public async Task Flags_are_compared_without_touching_the_sources()
    {
        SetCopy.NeedsClang();
        using var copy = new SetCopy();
        copy.Edit("calc.c", "return a + b;", "return a + b + EXTRA;");

        var result = (await Run(copy.Root, "build:flags=-DEXTRA=0", "build:flags=-DEXTRA=\"(1, 2)\" -Wno-unused-value", "--summary")).Ended(1);

        Assert.Contains("calc: build:flags=-DEXTRA=0 (clang ", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"add +rr>r +linux-x64 +larger +4 -> \d+ ", result.Output);
        Assert.DoesNotContain("subtract", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_libLLVM_compiles_in_a_process_of_its_own()
    {
        SetCopy.NeedsClang();
        using var copy = new SetCopy();
        var older = SetCopy.OlderLibrary();
        Assert.SkipWhen(older is null, $"No libLLVM older than {LlvmLibrary.MajorVersion} beside it: apt-get install libllvm19 clang-19.");
        var (version, library) = older.Value;

        var result = await Run(copy.Root, "lock", $"build:llvm={library}", "--summary");

        Assert.True(result.ExitCode is 0 or 1, result.Error);
        Assert.Matches($@"build:llvm={library} \(clang \d+\.\d+\.\d+, LLVM {version}\.", result.Output);
    }

    [Fact]
    public async Task Sources_that_do_not_compile_are_errors_at_their_lines()
    {
        SetCopy.NeedsClang();
        using var copy = new SetCopy();
        copy.Edit("calc.c", "return a + b;", "return a + c;");

        var result = (await Run(copy.Root, "lock")).Ended(4);

        Assert.Empty(result.Output);
        Assert.Matches(@"calc\.c\(27,16\): error SJ1001: use of undeclared identifier 'c'", result.Error);
    }

    private static async Task<SetCopy> Edited()
    {
        var copy = await SetCopy.Compiled();
        copy.Edit("calc.c", "return a + b;", "return a + b + 1;");
        return copy;
    }

    private static string Progress(string error) => string.Concat(error.Split('\n').Where(line => line.EndsWith('…')).Select(line => line + "\n"));

    private static Task<CommandResult> Run(string folder, params string[] arguments) =>
        ToolProcess.RunWith(Surroundings.WithoutEstimates, folder, ["diff", .. arguments]);
}
