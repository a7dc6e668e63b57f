using StencilJit.Tool.Analysis;
using StencilJit.Tool.Costs;

namespace StencilJit.Tool.Tests.Costs;

public sealed class CostEstimatorTests
{
    /// <summary>Skips the test where there is no llvm-mca.</summary>
    internal static async Task<LlvmMca> NeedsLlvmMca()
    {
        var mca = await LlvmMca.FindAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(mca is null, "No llvm-mca: run build/install-tools.sh, or apt-get install llvm-22.");
        return mca;
    }

    [Theory]
    [InlineData("linux-x64", "imul r13, r14", "add r13, r14")]
    [InlineData("linux-arm64", "udiv x21, x21, x22", "add x21, x21, x22")]
    public async Task Slow_instructions_cost_more_cycles_than_fast_ones(string target, string slow, string fast)
    {
        var estimates = await Estimate(target, [slow], [fast], [fast, fast, fast, fast]);

        Assert.All(estimates, Assert.NotNull);
        Assert.True(estimates[0]!.Cycles > estimates[1]!.Cycles);
        Assert.Equal((1, 4), (estimates[1]!.MicroOps, estimates[2]!.MicroOps));
    }

    [Fact]
    public async Task An_instruction_that_is_refused_loses_no_other_estimate()
    {
        string[] good = ["add r13, r14"];

        var estimates = await Estimate("linux-x64", good, ["frobnicate r13"], good, ["add r13, "], good);

        Assert.Equal([true, false, true, false, true], estimates.Select(estimate => estimate is not null));
        Assert.Equal(estimates[0], estimates[4]);
    }

    [Fact]
    public async Task What_has_no_instructions_costs_nothing()
    {
        Assert.Equal([new CostEstimate(0, 0)], await Estimate("linux-x64", stencils: [[]]));
    }

    [Theory]
    [InlineData("calc")]
    [InlineData("wasm")]
    public async Task Every_stencil_of_this_repository_has_an_estimate(string set)
    {
        var mca = await NeedsLlvmMca();
        foreach (var locked in Directory.GetFiles(Path.Combine(Repository.Set(set), "locks")).Select(Sets.LockFile.Read))
        {
            using var decoder = new StencilDecoder(locked);
            var codes = locked.Stencils.Select(stencil => decoder.Decode(stencil)).ToList();

            var estimates = await new CostEstimator(mca, new Processors([])).EstimateAsync(locked.Target, codes, TestContext.Current.CancellationToken);

            Assert.Empty(locked.Stencils.Zip(estimates).Where(pair => pair.Second is null).Select(pair => $"{locked.Target} {pair.First.Name} {pair.First.Placement}"));
        }
    }

    [Fact]
    public async Task Show_tells_the_cost_where_it_is_asked_for()
    {
        await NeedsLlvmMca();

        var result = (await ToolProcess.Run("show", "add", "--set", "calc", "--cost")).Ended(0);

        Assert.Matches(@"cost +~\d+\.\d cycles, \d+ micro-ops \(llvm-mca \d+\.\d+\.\d+, skylake; an estimate\)\n", result.Output);
        Assert.Matches(@"cost +~\d+\.\d cycles, \d+ micro-ops \(llvm-mca \d+\.\d+\.\d+, neoverse-n1; an estimate\)\n", result.Output);
    }

    [Theory]
    [InlineData("skylake", "--cpu skylake: write TARGET=PROCESSOR, such as linux-x64=znver4; targets are linux-arm64, linux-x64, osx-arm64, osx-x64, win-arm64, win-x64.")]
    [InlineData("linux-s390x=z13", "--cpu linux-s390x=z13: write TARGET=PROCESSOR")]
    [InlineData("linux-x64=pentium9", "--cpu linux-x64=pentium9: llvm-mca ")]
    public async Task A_processor_that_is_not_known_is_an_error(string cpu, string message)
    {
        await NeedsLlvmMca();

        var result = (await ToolProcess.Run("show", "add", "--set", "calc", "--cost", "--cpu", cpu)).Ended(2);

        Assert.Empty(result.Output);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<CostEstimate?>> Estimate(string target, params string[][] stencils)
    {
        var mca = await NeedsLlvmMca();
        var codes = stencils.Select(stencil => new DecodedCode(
            [], [.. stencil.Select(example => new CodeLine(0, "", null, "", "", example))], [], new CodeFacts(0, stencil.Length, [], [], 0, 0, false)));
        return await new CostEstimator(mca, new Processors([])).EstimateAsync(target, [.. codes], TestContext.Current.CancellationToken);
    }
}
