using StencilJit.Peers.Tests.Calls;
using StencilJit.Peers.Tests.Node;
using StencilJit.Peers.Tests.Programs;

namespace StencilJit.Peers.Tests;

public class ExportedFunctionTests
{
    private const int Seed = 20251;
    private const int CallsPerFunction = 400;
    private const int MostMismatchesToTell = 8;

    public static TheoryData<string> Samples() => [.. Repository.SampleNames()];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Random_calls_of_a_samples_functions_give_the_same_results_and_memory_as_under_Node(string sample)
    {
        await NodeHost.RequireAsync();
        var sequence = CallSequence.Random(Repository.Sample(sample), Seed, CallsPerFunction);
        Assert.NotEmpty(sequence.Calls);
        var expected = await NodeHost.CallAsync(sequence);
        foreach (var compilation in Enum.GetValues<CompilationMode>())
            Compare(sequence, expected, StencilJitHost.Call(sequence, compilation));
    }

    private static void Compare(CallSequence sequence, CallResults expected, CallResults actual)
    {
        var mismatches = sequence.Calls
            .Select((call, i) => (Call: call, Expected: expected.Results[i], Actual: actual.Results[i]))
            .Where(result => result.Expected != result.Actual)
            .Select(result => $"{result.Call}: {result.Actual}, under Node {result.Expected}")
            .ToList();
        Assert.True(
            mismatches.Count == 0,
            $"{mismatches.Count} of {sequence.Calls.Count} calls differ:\n{string.Join('\n', mismatches.Take(MostMismatchesToTell))}");
        Assert.Equal(expected.Memory, actual.Memory);
    }
}
