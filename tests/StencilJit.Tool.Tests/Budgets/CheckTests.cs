using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Tests.Budgets;

public sealed class CheckTests
{
    [Theory]
    [InlineData("calc")]
    [InlineData("wasm")]
    public async Task The_budgets_of_this_repository_are_kept(string set)
    {
        // A copy has no history: what grew since the last commit may do so until it is reviewed.
        using var copy = new SetCopy(set);

        (await Check(copy)).Ended(0);
    }

    [Fact]
    public async Task Every_rule_is_shown_with_what_comes_closest()
    {
        using var copy = Committed();

        var result = (await Check(copy)).Ended(0);

        Goldens.Check("check.txt", result.Output);
    }

    [Fact]
    public async Task What_is_exceeded_is_listed_with_its_line_in_C()
    {
        using var copy = Committed("stencil * max-bytes 30\nset max-bytes 300 linux-x64\nstencil add max-bytes 20\n");

        var result = (await Check(copy)).Ended(1);

        Goldens.Check("check.exceeded.txt", result.Output);
    }

    [Fact]
    public async Task All_limits_are_listed_where_that_is_asked_for()
    {
        using var copy = Committed("stencil add max-bytes 16\n");

        var result = (await Check(copy, "--all", "--target", "linux-arm64")).Ended(1);

        Goldens.Check("check.all.txt", result.Output);
    }

    [Fact]
    public async Task As_JSON_the_answer_has_numbers()
    {
        using var copy = Committed("stencil add max-bytes 16\nset max-bytes 2k\n");

        var result = (await Check(copy, "--json")).Ended(1);

        Goldens.Check("check.json", result.Output);
    }

    [Fact]
    public async Task GitHub_gets_an_annotation_at_the_line_in_C_from_wherever_the_command_runs()
    {
        using var copy = Committed("stencil divide ri>r max-bytes 30\nset max-bytes 300 linux-x64\n");

        var result = (await ToolProcess.RunIn(copy.Folder, "check", "--github")).Ended(1);

        var stencils = LockFile.Read(copy.Lock("linux-x64")).Stencils;
        var bytes = stencils.Sum(stencil => stencil.Code.Length);
        var divide = stencils.Single(stencil => stencil is { Name: "divide", Placement: "ri>r" }).Code.Length;
        Assert.EndsWith(
            $"::error file=stencils/calc/calc.c,line=43,title=Budget exceeded%3A divide::divide ri>r on linux-x64: {divide}, the limit is 30 (stencils.budget:1: stencil divide ri>r max-bytes 30)\n"
            + $"::error file=stencils/calc/stencils.budget,line=2,title=Budget exceeded%3A the set::the set on linux-x64: {bytes}, the limit is 300 (stencils.budget:2: set max-bytes 300 linux-x64)\n",
            result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Growth_counts_from_the_revision_that_is_given()
    {
        using var copy = new SetCopy();
        File.WriteAllText(copy.File("stencils.budget"), "growth set 1% stencil 0 bytes\n");
        var now = copy.Files();
        LockEdit.MakeOlder(copy);
        GitCopy.Commit(copy.Root);
        foreach (var (file, content) in now)
            File.WriteAllText(file, content);
        GitCopy.Commit(copy.Root);

        var same = (await Check(copy)).Ended(0);
        var grown = (await Check(copy, "--base", "HEAD~1")).Ended(1);

        Assert.Contains("calc: all 70 limits are kept.", same.Output, StringComparison.Ordinal);
        Assert.Matches(@"the set on linux-x64 +17 +\d +EXCEEDED", grown.Output);
        Assert.Matches(@"growth stencil 0 +60 .* kept", grown.Output);
    }

    [Fact]
    public async Task Without_a_repository_all_but_growth_is_checked()
    {
        using var copy = new SetCopy();
        var environment = new Dictionary<string, string?> { ["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(copy.Root) };

        var result = (await ToolProcess.RunWith(environment, copy.Root, "check")).Ended(0);

        Assert.Contains("is in no git repository: growth against HEAD is not checked.", result.Error, StringComparison.Ordinal);
        Assert.Matches(@"growth set 2% +0 +- +nothing to check", result.Output);
        (await ToolProcess.RunWith(environment, copy.Root, "check", "--base", "HEAD")).Ended(2);
    }

    [Fact]
    public async Task A_stale_lock_is_checked_as_it_is_and_that_is_told()
    {
        using var copy = Committed();
        copy.Edit("calc.c", "return a + b;", "return a + b + 1;");

        var result = (await Check(copy)).Ended(0);

        Assert.Contains("calc for linux-x64: the lock is checked as it is, though calc.c changed since it was made.", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stencil ad max-bytes 9", "stencils/calc/stencils.budget(1): no stencil is called 'ad'. Did you mean add?")]
    [InlineData("stencil add xx>r max-bytes 9", "stencils/calc/stencils.budget(1): no stencil is called 'add xx>r'.")]
    [InlineData("stencil * max-byte 9", "stencils/calc/stencils.budget(1): 'stencil' takes max-bytes")]
    [InlineData("growth set 2% against maim", "maim: there is no such file, folder or git revision. Did you mean main?")]
    public async Task A_budget_that_says_nothing_is_an_error(string budget, string message)
    {
        using var copy = Committed(budget + "\n");

        var result = (await Check(copy)).Ended(2);

        Assert.Empty(result.Output);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_budget_the_error_shows_a_first_line()
    {
        using var copy = new SetCopy();
        File.Delete(copy.File("stencils.budget"));

        var result = (await Check(copy)).Ended(2);

        Assert.Contains("A first one could be the line: stencil * max-bytes 96", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Annotations_and_JSON_exclude_each_other()
    {
        Assert.Contains("--github and --json", (await ToolProcess.Run("check", "--github", "--json")).Ended(2).Error, StringComparison.Ordinal);
    }

    private static SetCopy Committed(string? budget = null)
    {
        var copy = new SetCopy();
        if (budget is not null)
            File.WriteAllText(copy.File("stencils.budget"), budget);
        GitCopy.Commit(copy.Root);
        return copy;
    }

    private static Task<CommandResult> Check(SetCopy copy, params string[] arguments) => ToolProcess.RunIn(copy.Root, ["check", .. arguments]);
}
