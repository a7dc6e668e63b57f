using StencilJit.Peers.Tests.Node;
using StencilJit.Peers.Tests.Programs;

namespace StencilJit.Peers.Tests;

public class SampleProgramTests
{
    public static TheoryData<string> Runs() => [.. SampleRuns.All.Select(run => run.Name)];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task A_sample_program_prints_the_same_and_ends_with_the_same_exit_code_as_under_Node(string name)
    {
        await NodeHost.RequireAsync();
        var run = SampleRuns.All.Single(run => run.Name == name);
        var expected = await NodeHost.RunAsync(run);
        foreach (var compilation in Enum.GetValues<CompilationMode>())
        {
            var actual = StencilJitHost.Run(run, compilation);
            Assert.Equal(expected.OutputText, actual.OutputText);
            Assert.Equal(expected.Output, actual.Output);
            Assert.True(expected.ExitCode == actual.ExitCode, $"Exit code {actual.ExitCode} ({compilation}), under Node {expected.ExitCode}: {expected.Errors}");
        }
    }
}
