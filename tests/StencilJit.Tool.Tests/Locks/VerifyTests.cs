namespace StencilJit.Tool.Tests.Locks;

public sealed class VerifyTests
{
    [Fact]
    public async Task Locks_that_the_sources_give_are_verified_byte_for_byte()
    {
        using var copy = await SetCopy.Compiled();

        var result = (await Verify(copy)).Ended(0);

        Goldens.Check("verify.txt", Surroundings.WithoutVersions(result.Output));
    }

    [Fact]
    public async Task Changed_sources_give_other_locks_and_the_first_differences_are_shown()
    {
        using var copy = await SetCopy.Compiled();
        copy.Edit("calc.c", "return a + b;", "return a + b + 1;");

        var result = (await Verify(copy, "--target", "linux-x64")).Ended(1);

        Goldens.Check("verify.different.txt", Surroundings.WithoutVersions(result.Output));
    }

    [Fact]
    public async Task As_JSON_the_verdict_is_a_word()
    {
        using var copy = await SetCopy.Compiled();
        LockEdit.ChangeStencil(copy.Lock("linux-arm64"), "done", ">", stencil => stencil with { Documentation = "Ends." });

        var result = (await Verify(copy, "--json")).Ended(1);

        Goldens.Check("verify.json", Surroundings.WithoutVersions(result.Output));
    }

    [Fact]
    public async Task A_lock_made_by_another_compiler_is_told_apart_from_one_that_is_wrong()
    {
        using var copy = await SetCopy.Compiled();
        foreach (var target in new[] { "linux-x64", "linux-arm64" })
            LockEdit.Change(copy.Lock(target), set => set with { Compiler = "clang 20.9.9, LLVM 20.9.9" });

        var same = (await Verify(copy)).Ended(0);
        LockEdit.MakeOlder(copy);
        var other = (await Verify(copy, "--target", "linux-x64")).Ended(1);

        Assert.Matches(@"linux-x64.stencils: made by clang 20\.9\.9, LLVM 20\.9\.9, this is clang \d.*: the same stencils\n", same.Output);
        Assert.Matches(@"linux-x64.stencils: made by clang 20\.9\.9, LLVM 20\.9\.9, this is clang \d.*: 4 stencils differ; only the compiler that made it can tell more\n", other.Output);
        Assert.Contains("The first 3 of 4, the lock on the left:", other.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_ends_that_version_control_changed_make_no_difference()
    {
        using var copy = await SetCopy.Compiled();
        foreach (var file in new[] { copy.Lock("linux-x64"), copy.File("calc.c") })
            File.WriteAllText(file, File.ReadAllText(file).ReplaceLineEndings("\r\n"));

        (await Verify(copy, "--target", "linux-x64")).Ended(0);
    }

    [Fact]
    public async Task A_lock_that_is_not_there_is_not_what_the_sources_give()
    {
        using var copy = await SetCopy.Compiled();
        File.Delete(copy.Lock("linux-arm64"));

        var result = (await Verify(copy, "--target", "linux-arm64")).Ended(1);

        Assert.Equal("stencils/calc/locks/linux-arm64.stencils: is missing; make it with: stenciljit compile\n", result.Output);
    }

    private static Task<CommandResult> Verify(SetCopy copy, params string[] arguments) => ToolProcess.RunIn(copy.Root, ["verify", .. arguments]);
}
