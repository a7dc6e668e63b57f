using System.Text;
using StencilJit.Peers.Tests.Programs;

namespace StencilJit.Peers.Tests.Arm64;

// Programs are published one after the other: they are built in the same folders.
[Collection("published programs")]
public class Arm64ProgramTests(Arm64Machine machine) : IClassFixture<Arm64Machine>
{
    [Theory]
    [InlineData("numbers")]
    [InlineData("quicksort")]
    [InlineData("mix64")]
    public async Task A_sample_program_prints_on_AArch64_what_a_native_build_of_it_does(string sample)
    {
        machine.Require();
        var result = await Arm64Machine.RunAsync(default, "run", Repository.Sample(sample));
        Assert.Equal(Encoding.UTF8.GetString(Repository.ExpectedOutput(sample)), result.OutputText);
        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task A_program_on_AArch64_reads_its_input_and_returns_its_exit_code()
    {
        machine.Require();
        var run = SampleRuns.All.Single(run => run.Name == "json, an error");
        var expected = StencilJitHost.Run(run);
        var result = await Arm64Machine.RunAsync(run.Input, "run", run.Module);
        Assert.Equal(expected.OutputText, result.OutputText);
        Assert.Equal(expected.ExitCode, result.ExitCode);
        Assert.NotEqual(0, result.ExitCode);
    }
}
