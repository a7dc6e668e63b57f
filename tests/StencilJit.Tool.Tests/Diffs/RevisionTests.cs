namespace StencilJit.Tool.Tests.Diffs;

/// <summary>Revisions of a repository made for the test, where no compiler is.</summary>
public sealed class RevisionTests
{
    [Fact]
    public async Task A_revision_is_compared_with_the_locks_as_they_are()
    {
        using var copy = Committed();
        LockEdit.MakeOlder(copy);

        var result = (await Run(copy.Root, "HEAD", "lock", "--target", "linux-x64")).Ended(1);

        Goldens.Check("diff.revision.txt", Surroundings.WithoutVersions(result.Output));
    }

    [Fact]
    public async Task Two_revisions_are_compared_wherever_the_command_runs_in_the_repository()
    {
        using var copy = Committed();
        LockEdit.MakeOlder(copy);
        GitCopy.Commit(copy.Root);
        GitCopy.Git(copy.Root, "tag", "older");

        var result = (await Run(copy.Folder, "HEAD~1", "older", "--summary")).Ended(1);
        (await Run(copy.Folder, "older", "main")).Ended(0);

        Assert.StartsWith("calc: HEAD~1 -> older\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("is_true    r>!         linux-x64     removed", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_operands_the_last_commit_is_compared_with_the_working_tree()
    {
        using var copy = Committed();

        var result = (await Run(copy.Root)).Ended(0);

        Assert.Equal("calc: no difference between HEAD and working tree (linux-arm64: 30 stencils, linux-x64: 30 stencils)\n", result.Output);
    }

    [Fact]
    public async Task Of_a_set_that_did_not_exist_everything_is_added()
    {
        using var copy = new SetCopy();
        Directory.Move(copy.Folder, copy.Folder + "-later");
        GitCopy.Commit(copy.Root + "/stencils/include");
        GitCopy.Git(copy.Root, "init", "--quiet");
        GitCopy.Git(copy.Root, "commit", "--quiet", "--allow-empty", "--message", "Nothing yet");
        Directory.Move(copy.Folder + "-later", copy.Folder);

        var result = (await Run(copy.Root, "HEAD", "lock", "--summary")).Ended(1);

        Assert.Matches(@"linux-x64 +30 +0 -> (\d+) \(\+\1\)", result.Output);
        Assert.DoesNotContain("removed", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_may_be_called_like_a_branch()
    {
        using var copy = Committed();
        Directory.CreateDirectory(Path.Combine(copy.Root, "main"));

        (await Run(copy.Root, "main", "lock")).Ended(0);
    }

    [Fact]
    public async Task Stale_locks_cannot_stand_for_the_working_tree_where_no_clang_is()
    {
        using var copy = Committed();
        copy.Edit("calc.c", "return a + b;", "return a + b + 1;");

        var result = (await Run(copy.Root)).Ended(3);

        Assert.Empty(result.Output);
        Assert.Contains("The locks of calc are not what its sources give (calc.c changed), and no clang was found to compile them.", result.Error, StringComparison.Ordinal);
        Assert.Contains("stenciljit diff HEAD lock", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "maim" }, 2, "maim: there is no such file, folder or git revision. Did you mean main?")]
    [InlineData(new[] { "0000000000" }, 2, "0000000000: there is no such file, folder or git revision. Compare lock files, folders of locks, git revisions, or one of build, lock, worktree.")]
    [InlineData(new[] { "HEAD", "old/linux-x64.stencils" }, 2, "old/linux-x64.stencils: there is no such lock.")]
    [InlineData(new[] { "stencils/include" }, 2, "stencils/include: the folder has no 'locks/*.stencils'")]
    [InlineData(new[] { "HEAD", "build:clan=clang-22" }, 2, "'clan' is no option of a build. Did you mean clang?")]
    [InlineData(new[] { "HEAD", "build:flags=\"-O1" }, 2, "a quote is not closed")]
    [InlineData(new[] { "HEAD", "build:llvm=/nonexistent.so" }, 2, "llvm=/nonexistent.so: there is no such file.")]
    [InlineData(new[] { "HEAD", "build:clang=/nonexistent" }, 3, "'/nonexistent' is no clang that can be run.")]
    [InlineData(new[] { "HEAD", "lock", "--target", "linux-x65" }, 2, "--target linux-x65: there is no such target. Did you mean linux-x64?")]
    [InlineData(new[] { "a", "b", "c" }, 2, "'c'")]
    public async Task What_is_no_operand_is_an_error_that_says_what_to_do(string[] arguments, int exitCode, string message)
    {
        using var copy = Committed();

        var result = (await Run(copy.Root, arguments)).Ended(exitCode);

        Assert.Empty(result.Output);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_of_a_repository_a_revision_is_an_error()
    {
        using var copy = new SetCopy();
        var environment = new Dictionary<string, string?>(Surroundings.Bare) { ["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(copy.Root) };

        var result = (await ToolProcess.RunWith(environment, copy.Root, "diff", "HEAD")).Ended(2);

        Assert.Contains("is in no git repository whose revision it could be.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_git_a_revision_is_a_missing_tool()
    {
        using var copy = Committed();
        var environment = new Dictionary<string, string?>(Surroundings.Bare) { ["PATH"] = copy.Root };

        var result = (await ToolProcess.RunWith(environment, copy.Root, "diff", "HEAD", "lock")).Ended(3);

        Assert.Contains("there is no git in PATH. Install it (Debian: apt-get install git)", result.Error, StringComparison.Ordinal);
    }

    private static SetCopy Committed()
    {
        var copy = new SetCopy();
        GitCopy.Commit(copy.Root);
        return copy;
    }

    private static Task<CommandResult> Run(string folder, params string[] arguments) => ToolProcess.RunWith(Surroundings.Bare, folder, ["diff", .. arguments]);
}
