using Microsoft.CodeAnalysis;

namespace StencilJit.Generator.Tests;

public class IncrementalTests
{
    [Fact]
    public void An_edit_elsewhere_generates_nothing_again()
    {
        var run = GeneratorRun.Of(TinySet.X64, TinySet.Arm64);
        run.RunAfterEdit();
        Assert.All(Reasons(run, StencilGenerator.LocksStep), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(OutputReasons(run), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_lock_written_again_with_the_same_text_generates_nothing_again()
    {
        var old = GeneratorRun.Lock(TinySet.X64);
        var run = new GeneratorRun([old], new LockOptions("Sample"));
        run.RunAfterReplacing(old, GeneratorRun.Lock(TinySet.X64));
        Assert.All(Reasons(run, StencilGenerator.LocksStep), reason => Assert.Equal(IncrementalStepRunReason.Unchanged, reason));
        Assert.All(OutputReasons(run), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_changed_lock_generates_its_set_alone()
    {
        var old = GeneratorRun.Lock(TinySet.X64);
        var run = new GeneratorRun([old, GeneratorRun.Lock(TinySet.X64 with { Name = "other" })], new LockOptions("Sample"));
        run.RunAfterReplacing(old, GeneratorRun.Lock(TinySet.X64 with { SlotLimit = 8 }));
        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged],
            Reasons(run, StencilGenerator.SetsStep).Order());
        Assert.Contains(run.Result.GeneratedSources, source => source.SourceText.ToString().Contains("SlotLimit = 8;"));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRun run, string step)
        => run.Result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(output => output.Reason);

    private static IEnumerable<IncrementalStepRunReason> OutputReasons(GeneratorRun run)
        => run.Result.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(s => s.Outputs).Select(output => output.Reason);
}
