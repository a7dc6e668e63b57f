namespace StencilJit.Tool.Tests.Diffs;

/// <summary>Locks that cannot be compared.</summary>
public sealed class LockInputTests
{
    [Theory]
    [InlineData("stencil lock 2", "stencil lock 1", "linux-x64.stencils(1): error SJ2001: this toolchain reads 'stencil lock 2' and 'stencil lock 3', found 'stencil lock 1'; rebuild it with -p:StencilLock=Update")]
    [InlineData("code 4801c0", "code 4801c1", "error SJ2001: the lock was changed after it was written")]
    [InlineData("stencil add ri>r leaf", "<<<<<<< HEAD", "error SJ2001: ")]
    public async Task A_lock_of_another_version_or_a_damaged_one_is_an_error_with_its_line(string text, string by, string message)
    {
        using var copy = new SetCopy();
        copy.Edit("locks/linux-x64.stencils", text, by);

        foreach (var arguments in new[] { ["diff", copy.Lock("linux-x64"), Repository.Set("calc")], ["diff", Repository.Set("calc"), "lock"], ["check"], new[] { "verify" } })
        {
            var result = (await ToolProcess.RunIn(copy.Root, arguments)).Ended(2);

            Assert.Empty(result.Output);
            Assert.Contains(message, result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Locks_of_two_sets_or_of_two_targets_are_not_compared()
    {
        var calc = Path.Combine(Repository.Set("calc"), "locks");

        var sets = (await ToolProcess.Run("diff", calc, Repository.Set("wasm"))).Ended(2);
        var targets = (await ToolProcess.Run("diff", Path.Combine(calc, "linux-x64.stencils"), Path.Combine(calc, "linux-arm64.stencils"))).Ended(2);

        Assert.Contains("holds the set calc, ", sets.Error, StringComparison.Ordinal);
        Assert.Contains("only code for one target can be compared", targets.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_libLLVM_what_did_not_change_is_told_and_what_did_is_a_missing_tool()
    {
        using var older = new SetCopy();
        LockEdit.MakeOlder(older);
        var environment = new Dictionary<string, string?>(Surroundings.Bare) { ["STENCILJIT_LIBLLVM"] = "/nonexistent/libLLVM.so" };

        (await ToolProcess.RunWith(environment, older.Root, "diff", older.Folder, "lock")).Ended(0);
        var result = (await ToolProcess.RunWith(environment, older.Root, "diff", older.Folder, Repository.Set("calc"))).Ended(3);

        Assert.Empty(result.Output);
        Assert.Contains("error SJ1201: No libLLVM from version 19 on was found in '/nonexistent/libLLVM.so'. Install one", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_lock_file_is_compared_with_its_target_of_the_set_that_is_called_as_it_says()
    {
        var result = (await ToolProcess.Run("diff", Path.Combine(Repository.Set("calc"), "locks", "linux-x64.stencils"), "lock")).Ended(0);

        Assert.EndsWith("calc/locks/linux-x64.stencils and locks (linux-x64: 30 stencils)\n", result.Output, StringComparison.Ordinal);
    }
}
