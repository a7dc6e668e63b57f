using Microsoft.CodeAnalysis;
using StencilJit.Model;

namespace StencilJit.Generator.Tests;

public class LockDiagnosticTests
{
    [Fact]
    public void A_damaged_lock_is_reported_at_its_line()
    {
        var text = StencilLockWriter.Write(TinySet.X64).Replace("hole b slot", "hole b slit");
        var diagnostic = Diagnose("SJ2001", new LockText("/sets/tiny/locks/linux-x64.stencils", text));
        var line = text[..text.IndexOf("  hole b slit", StringComparison.Ordinal)].Count(c => c == '\n');
        Assert.Equal(line, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal("/sets/tiny/locks/linux-x64.stencils", diagnostic.Location.GetLineSpan().Path);
        Assert.Contains("unknown kind of hole 'slit'", diagnostic.GetMessage());
    }

    [Fact]
    public void An_empty_lock_is_reported()
        => Assert.Contains("the lock is empty", Diagnose("SJ2001", new LockText("/a.stencils", "")).GetMessage());

    [Fact]
    public void A_stencil_that_one_target_lacks_is_named()
    {
        var diagnostic = Diagnose(TinySet.X64 with { Stencils = [.. TinySet.X64.Stencils.Skip(1)] }, TinySet.Arm64);
        Assert.Contains("stencil 'add rr>r' exists for linux-arm64 but not for linux-x64", diagnostic.GetMessage());
    }

    [Fact]
    public void A_stencil_that_only_one_target_has_is_named_at_its_line()
    {
        var diagnostic = Diagnose(TinySet.X64, TinySet.Arm64 with { Stencils = [.. TinySet.Arm64.Stencils.SkipLast(1)] });
        Assert.Contains("stencil 'load s>r' exists for linux-x64 but not for linux-arm64", diagnostic.GetMessage());
        var text = StencilLockWriter.Write(TinySet.X64);
        Assert.Equal(
            text[..text.IndexOf("stencil load", StringComparison.Ordinal)].Count(c => c == '\n'),
            diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void A_stencil_with_other_holes_is_named()
    {
        var changed = Change(TinySet.X64, "load", load => load with { Holes = [new Hole("a", HoleKind.I32)] });
        var message = Diagnose(changed, TinySet.Arm64).GetMessage();
        Assert.Contains("stencil 'load s>r' is Leaf (a: Slot) with registers (Write result: Integer) for linux-arm64 and Leaf (a: I32) with registers (Write result: Integer) for linux-x64", message);
    }

    [Fact]
    public void Other_traps_are_reported()
        => Assert.Contains(
            "traps are 'integer_overflow out_of_bounds' for linux-arm64 and 'integer_overflow out_of_bounds zero' for linux-x64",
            Diagnose(TinySet.X64 with { Traps = ["integer_overflow", "out_of_bounds", "zero"] }, TinySet.Arm64).GetMessage());

    [Fact]
    public void Two_locks_for_one_target_are_refused()
    {
        var copy = new LockText("/sets/zcopy/locks/linux-x64.stencils", StencilLockWriter.Write(TinySet.X64));
        Assert.Contains("/sets/tiny/locks/linux-x64.stencils", Diagnose("SJ2003", GeneratorRun.Lock(TinySet.X64), copy).GetMessage());
    }

    [Fact]
    public void Two_sets_for_one_class_are_refused()
    {
        var run = new GeneratorRun(
            [GeneratorRun.Lock(TinySet.X64), GeneratorRun.Lock(TinySet.X64 with { Name = "other" })],
            new LockOptions("Sample", ("StencilClass", "Sample.Ops")));
        Assert.Contains("would both become Sample.Ops", Assert.Single(run.Result.Diagnostics, d => d.Id == "SJ2003").GetMessage());
    }

    [Fact]
    public void A_root_namespace_that_is_none_asks_for_a_class()
    {
        var run = new GeneratorRun([GeneratorRun.Lock(TinySet.X64)], new LockOptions("my-app"));
        Assert.Contains("'my-app.TinyStencils' is no full name of a class", Assert.Single(run.Result.Diagnostics, d => d.Id == "SJ2005").GetMessage());
    }

    [Fact]
    public void Two_stencils_for_one_method_are_refused()
    {
        var twin = TinySet.X64.Stencils[^1] with { Name = "load_s", Placement = ">", Holes = [], Registers = [], Code = [], Patches = [] };
        var message = Assert.Single(GeneratorRun.Of(TinySet.X64 with { Stencils = [.. TinySet.X64.Stencils, twin] }).Result.Diagnostics).GetMessage();
        Assert.Contains("stencil 'load_s >' would become the method 'LoadS', as would stencil 'load s>r'", message);
    }

    [Theory]
    [InlineData("table", "Table")]
    [InlineData("linux_x64", "LinuxX64")]
    [InlineData("tiny_stencils", "TinyStencils")]
    public void A_stencil_may_not_take_the_name_of_an_own_member(string name, string method)
    {
        var set = TinySet.X64 with { Stencils = [TinySet.X64.Stencils[0] with { Name = name, Placement = ">" }] };
        Assert.Contains($"the method '{method}', as would a member", Assert.Single(GeneratorRun.Of(set).Result.Diagnostics).GetMessage());
    }

    [Fact]
    public void What_does_not_fit_the_table_is_refused_with_the_stencil()
    {
        var large = Change(TinySet.X64, "add", add => add with { Code = new byte[70000] });
        var diagnostic = Assert.Single(GeneratorRun.Of(large).Result.Diagnostics);
        Assert.Equal("SJ2004", diagnostic.Id);
        Assert.Contains("'add rr>r' is 70000 bytes long; a table holds 65535", diagnostic.GetMessage());
    }

    [Fact]
    public void A_wide_addend_is_refused_and_not_cut_off()
    {
        var wide = Change(TinySet.X64, "answer", answer => answer with
        {
            Code = new byte[8],
            Patches = [new Patch(0, PatchKind.Abs64, PatchSource.Hole, 0, 1L << 31)],
        });
        Assert.Contains("adds 2147483648", Assert.Single(GeneratorRun.Of(wide).Result.Diagnostics, d => d.Id == "SJ2004").GetMessage());
    }

    private static StencilSet Change(StencilSet set, string name, Func<Stencil, Stencil> change)
        => set with { Stencils = [.. set.Stencils.Select(stencil => stencil.Name == name ? change(stencil) : stencil)] };

    private static Diagnostic Diagnose(params StencilSet[] sets) => Diagnose("SJ2002", [.. sets.Select(GeneratorRun.Lock)]);

    private static Diagnostic Diagnose(string id, params AdditionalText[] locks)
    {
        var run = new GeneratorRun(locks, new LockOptions("Sample"));
        Assert.Empty(run.Result.GeneratedSources);
        var diagnostic = Assert.Single(run.Result.Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        return diagnostic;
    }
}
