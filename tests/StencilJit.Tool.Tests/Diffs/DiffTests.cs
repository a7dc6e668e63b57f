using System.Text.Json;

namespace StencilJit.Tool.Tests.Diffs;

/// <summary>The command with locks made by hand, where no compiler is.</summary>
public sealed class DiffTests
{
    [Fact]
    public async Task Locks_are_compared_on_every_target_side_by_side()
    {
        using var older = Older();

        var result = (await Run(older.Root, older.Folder, Repository.Set("calc"))).Ended(1);

        Goldens.Check("diff.txt", Named(result.Output, older));
    }

    [Fact]
    public async Task As_JSON_the_diff_says_the_same()
    {
        using var older = Older();

        var result = (await Run(older.Root, older.Lock("linux-x64"), Path.Combine(Repository.Set("calc"), "locks"), "--only", "add", "--json")).Ended(1);

        Goldens.Check("diff.json", Named(result.Output, older));
    }

    [Fact]
    public async Task The_summary_has_no_assembly()
    {
        using var older = Older();

        var result = (await Run(older.Root, older.Folder, Repository.Set("calc"), "--summary", "--target", "linux-arm64")).Ended(1);

        Goldens.Check("diff.summary.txt", Named(result.Output, older));
    }

    [Fact]
    public async Task Where_nothing_changed_the_exit_code_is_0()
    {
        using var copy = new SetCopy();

        var result = (await Run(copy.Root, copy.Folder, "lock")).Ended(0);

        Assert.Contains("calc: no difference between ", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task What_is_not_chosen_is_not_compared()
    {
        using var older = Older();

        (await Run(older.Root, older.Folder, Repository.Set("calc"), "--only", "mul*")).Ended(0);
    }

    [Fact]
    public async Task Without_llvm_mca_the_diff_is_there_and_one_line_says_what_to_install()
    {
        using var older = Older();

        var result = (await Run(older.Root, older.Folder, Repository.Set("calc"), "--summary")).Ended(1);

        Assert.Matches(@"^No llvm-mca was found.*apt-get install llvm-\d+.*\n$", result.Error);
        Assert.DoesNotContain("~", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Estimates_are_marked_with_the_processor_and_the_version_that_they_come_from()
    {
        await Costs.CostEstimatorTests.NeedsLlvmMca();
        using var older = Older();
        string[] arguments = ["diff", older.Folder, Repository.Set("calc"), "--cpu", "linux-x64=znver4"];

        var text = (await ToolProcess.RunIn(older.Root, arguments)).Ended(1).Output;
        using var json = JsonDocument.Parse((await ToolProcess.RunIn(older.Root, [.. arguments, "--json"])).Ended(1).Output);

        Assert.Matches(@"estimates for linux-x64: llvm-mca \d+\.\d+\.\d+, znver4\n", text);
        Assert.Matches(@"estimates for linux-arm64: llvm-mca \d+\.\d+\.\d+, neoverse-n1\n", text);
        Assert.Matches(@"add rr>r on linux-x64: smaller; 5 -> 4 \(-1\) bytes; ~\d+\.\d", text);
        Assert.All(json.RootElement.GetProperty("sets")[0].GetProperty("changes").EnumerateArray(), change => Assert.True(change.GetProperty("estimateAfter").GetProperty("microOps").GetDouble() > 0));
    }

    private static SetCopy Older()
    {
        var copy = new SetCopy();
        LockEdit.MakeOlder(copy);
        return copy;
    }

    private static string Named(string output, SetCopy older) =>
        Surroundings.WithoutVersions(output.Replace(older.Folder, "OLDER", StringComparison.Ordinal).Replace(Repository.Set("calc"), "CALC", StringComparison.Ordinal));

    private static Task<CommandResult> Run(string folder, params string[] arguments) => ToolProcess.RunWith(Surroundings.Bare, folder, ["diff", .. arguments]);
}
