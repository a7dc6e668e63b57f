using StencilJit.Compiler.Incremental;
using StencilJit.Model;

namespace StencilJit.Compiler.Tests.Incremental;

/// <summary>A lock that is up to date spares the first compilation.</summary>
public class SeedTests
{
    // Of these a lock tells the code, but not how long each constant is, nor that a trap is named which no code goes to.
    private static readonly string[] NotTold = ["checked", "negate", "remainder_of_hole", "scale"];

    [Fact]
    public async Task A_lock_that_is_up_to_date_is_taken_over()
    {
        using var folder = IncrementalSet.Create();
        var compiler = new IncrementalCompiler(folder.Request(), await LockAsync(folder));

        var result = await compiler.AssertGivesTheWholeAsync(folder, "linux-x64", NotTold);
        Assert.Empty(result.Changed);

        folder.Edit("CONTINUE a / b", "CONTINUE a % b");
        result = await compiler.AssertGivesTheWholeAsync(folder, "linux-x64", ["divide"]);
        Assert.Equal(["divide"], result.Changed);
    }

    [Fact]
    public async Task One_op_can_be_had_before_the_others()
    {
        using var folder = IncrementalSet.Create();
        var compiler = new IncrementalCompiler(folder.Request(), await LockAsync(folder));

        Assert.Equal(["scale"], (await compiler.CompileAsync(["add", "scale"], TestContext.Current.CancellationToken)).Compiled);
        await compiler.AssertGivesTheWholeAsync(folder, "linux-x64", NotTold.Except(["scale"]));
    }

    [Fact]
    public async Task A_lock_of_other_sources_is_not_used()
    {
        using var folder = IncrementalSet.Create();
        var compiler = new IncrementalCompiler(folder.Request(), await LockAsync(folder));
        folder.Edit("a + 1; }", "a + 2; }");

        var result = await compiler.AssertGivesTheWholeAsync(folder, "linux-x64", IncrementalSet.All);

        Assert.Contains("checked", result.Changed);
    }

    [Fact]
    public async Task With_what_its_micro_ops_were_made_of_a_lock_of_other_sources_spares_what_the_edit_did_not_reach()
    {
        using var folder = IncrementalSet.Create();
        var (locked, fingerprints) = await KeepAsync(folder);
        folder.Edit("CONTINUE a / b", "CONTINUE a % b");

        var result = await new IncrementalCompiler(folder.Request(), locked, fingerprints)
            .AssertGivesTheWholeAsync(folder, "linux-x64", NotTold.Append("divide").Order(StringComparer.Ordinal));

        Assert.Equal(["divide"], result.Changed);
    }

    [Fact]
    public async Task What_was_kept_of_another_lock_is_not_used()
    {
        using var folder = IncrementalSet.Create();
        var (locked, fingerprints) = await KeepAsync(folder);
        folder.Edit("CONTINUE a / b", "CONTINUE a % b");

        await new IncrementalCompiler(folder.Request(), locked with { Traps = [.. locked.Traps, "more"] }, fingerprints)
            .AssertGivesTheWholeAsync(folder, "linux-x64", IncrementalSet.All);
    }

    [Fact]
    public async Task A_lock_of_another_compiler_is_not_used()
    {
        using var folder = IncrementalSet.Create();
        var locked = await LockAsync(folder) with { Compiler = "clang 19.0.0, LLVM 19.0.0" };

        await new IncrementalCompiler(folder.Request(), locked).AssertGivesTheWholeAsync(folder, "linux-x64", IncrementalSet.All);
    }

    [Fact]
    public async Task A_lock_made_with_other_arguments_is_not_used()
    {
        using var folder = IncrementalSet.Create();
        var compiler = new IncrementalCompiler(folder.Request() with { ExtraArguments = ["-DOTHER=1"] }, await LockAsync(folder));

        Assert.Equal(IncrementalSet.All, (await compiler.CompileAsync(cancellation: TestContext.Current.CancellationToken)).Compiled);
    }

    // As one build leaves it for the next.
    private static async Task<(StencilSet Locked, SetFingerprints Fingerprints)> KeepAsync(SetFolder folder)
    {
        SetFolder.SkipWithoutClang();
        var made = await new IncrementalCompiler(folder.Request()).CompileAsync(cancellation: TestContext.Current.CancellationToken);
        var locked = StencilLockReader.Read(StencilLockWriter.Write(made.Set!));
        return (locked, new SetFingerprints(SetFingerprints.HashOf(locked), made.Fingerprints));
    }

    private static async Task<StencilSet> LockAsync(SetFolder folder) =>
        StencilLockReader.Read(StencilLockWriter.Write((await folder.CompileAsync()).Set!));
}
