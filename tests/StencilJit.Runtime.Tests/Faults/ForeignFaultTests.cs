namespace StencilJit.Runtime.Tests.Faults;

/// <summary>Faults that are not ours end as they do without the handler.</summary>
public sealed class ForeignFaultTests
{
    // As a shell and .NET report a process that a signal ended.
    private const int Aborted = 128 + 6;
    private const int SegmentationFault = 128 + 11;

    public ForeignFaultTests() => GuardedCode.Require();

    [Fact]
    public void A_stack_overflow_is_still_told_of()
    {
        (int exitCode, string error) = FaultScenario.RunInProcess(nameof(FaultScenario.OverflowTheStack));
        Assert.Equal(Aborted, exitCode);
        Assert.Contains("Stack overflow", error);
    }

    [Theory]
    [InlineData(nameof(FaultScenario.FaultOutside))]
    [InlineData(nameof(FaultScenario.FaultInOtherCode))]
    [InlineData(nameof(FaultScenario.FaultAfterTheGuardEnded))]
    public void A_fault_that_no_guard_is_for_ends_the_process(string scenario)
    {
        Assert.Contains(FaultScenario.RunInProcess(scenario).ExitCode, new[] { SegmentationFault, Aborted });
    }

    [Theory]
    [InlineData(nameof(FaultScenario.FaultWithForeignHandler))]
    [InlineData(nameof(FaultScenario.SendTheSignal))]
    public void A_handler_that_was_there_before_gets_what_is_not_ours(string scenario)
    {
        Assert.Equal(FaultScenario.ForeignExitCode, FaultScenario.RunInProcess(scenario).ExitCode);
    }
}
