using StencilJit.Compiler.Targets;

namespace StencilJit.Tool.Tests.Locks;

public sealed class CompileTests
{
    [Fact]
    public async Task Locks_are_made_where_the_set_has_them()
    {
        using var copy = Edited();

        var result = (await Run(copy, "--set", "calc")).Ended(0);

        Goldens.Check("compile.txt", Surroundings.WithoutVersions(result.Output));
        (await ToolProcess.RunIn(copy.Root, "verify")).Ended(0);
        Assert.Empty(copy.Leftovers());
    }

    [Fact]
    public async Task As_JSON_the_answer_says_which_were_written()
    {
        using var copy = Edited();
        (await Run(copy, "--target", "linux-x64")).Ended(0);

        var result = (await Run(copy, "--json")).Ended(0);

        Goldens.Check("compile.json", Surroundings.WithoutVersions(result.Output));
    }

    [Fact]
    public async Task Another_folder_gets_the_locks_and_the_set_keeps_its_own()
    {
        using var copy = Edited();
        var before = copy.Files();

        (await Run(copy, "--output", "made/here", "--target", "linux-x64")).Ended(0);

        var made = Path.Combine(copy.Root, "made");
        Assert.Equal([Path.Combine(made, "here", "linux-x64.stencils")], Directory.GetFiles(made, "*", SearchOption.AllDirectories));
        Directory.Delete(made, recursive: true);
        Assert.Equal(before, copy.Files());
    }

    [Fact]
    public async Task A_set_without_locks_gets_one_for_every_target()
    {
        SetCopy.NeedsClang();
        using var copy = new SetCopy();
        Directory.Delete(Path.Combine(copy.Folder, "locks"), recursive: true);

        (await Run(copy, "--set", copy.Folder, "--flags=-DUNUSED=1 -DMORE=2")).Ended(0);

        Assert.Equal(TargetDescription.All.Select(target => target.Rid + ".stencils").Order(StringComparer.Ordinal), Directory.GetFiles(Path.Combine(copy.Folder, "locks")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Where_one_target_does_not_compile_the_locks_of_all_stay_as_they_were()
    {
        using var copy = Edited();
        copy.Edit("calc.c", "STENCIL_SET(", "#ifdef __aarch64__\n#error not here\n#endif\nSTENCIL_SET(");
        var before = copy.Files();

        var result = (await Run(copy)).Ended(4);

        Assert.Contains("error SJ1001: not here", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Equal(before, copy.Files());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_an_error_and_nothing_is_left_behind()
    {
        using var copy = Edited();
        var before = copy.Files();

        var result = (await Run(copy, "--output", copy.File("calc.c"))).Ended(2);

        Assert.Contains("calc.c/linux-arm64.stencils cannot be written: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, copy.Files());
    }

    [Fact]
    public async Task Interrupted_it_ends_with_130_and_leaves_every_file_as_it_was()
    {
        SetCopy.NeedsClang();
        using var copy = new SetCopy("wasm");
        copy.Edit("i32.c", "return a + b;", "return a + b + 1;");
        var before = copy.Files();
        // Temporary files are seen among the others; the runtime's own sockets are not made.
        var environment = new Dictionary<string, string?> { ["TMPDIR"] = copy.Root, ["DOTNET_EnableDiagnostics"] = "0" };

        List<string[]> commands = [["compile"], ["diff", "lock", "build:flags=-DX=1"]];
        if (SetCopy.OlderLibrary() is { } older)
            commands.Add(["diff", "lock", $"build:llvm={older.Library}"]);

        foreach (var arguments in commands)
        {
            using var command = ToolProcess.StartWith(environment, copy.Root, arguments);
            Assert.EndsWith("…", await command.ReadErrorLine(), StringComparison.Ordinal);
            command.Interrupt();
            var result = (await command.Finish()).Ended(130);

            Assert.Empty(result.Output);
            Assert.Equal(before, copy.Files());
        }
    }

    [Fact]
    public async Task Two_sets_do_not_go_into_one_folder()
    {
        using var output = new SetCopy();

        var result = (await ToolProcess.Run("compile", "--output", output.Root)).Ended(2);

        Assert.Contains("there are the sets calc and fault and wasm here, and their locks have the same names. Name one with --set.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_clang_it_says_what_to_install()
    {
        using var copy = new SetCopy();

        foreach (var command in new[] { "compile", "verify" })
        {
            var named = (await ToolProcess.RunWith(Surroundings.Bare, copy.Root, command, "--clang", "/nonexistent")).Ended(3);
            var searched = (await ToolProcess.RunWith(Surroundings.Nowhere(copy.Root), copy.Root, command)).Ended(3);

            Assert.Contains("'/nonexistent' is no clang that can be run.", named.Error, StringComparison.Ordinal);
            Assert.Matches(@"No clang from version 19 to \d+ .*apt-get install clang-|No libLLVM from version 19 on", searched.Error);
        }
    }

    private static SetCopy Edited()
    {
        SetCopy.NeedsClang();
        var copy = new SetCopy();
        copy.Edit("calc.c", "return a + b;", "return a + b + 1;");
        return copy;
    }

    private static Task<CommandResult> Run(SetCopy copy, params string[] arguments) => ToolProcess.RunIn(copy.Root, ["compile", .. arguments]);
}
