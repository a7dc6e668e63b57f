using StencilJit.Compiler.Targets;
using StencilJit.Tool.Analysis;
using StencilJit.Tool.Cli;

namespace StencilJit.Tool.Costs;

/// <summary>Estimates what stencils cost, by LLVM's scheduling models.</summary>
/// <param name="mca">The program that has the models.</param>
/// <param name="processors">Whose models to ask.</param>
internal sealed class CostEstimator(LlvmMca mca, Processors processors)
{
    /// <summary>Makes an estimator; where there is no llvm-mca, says so on standard error and gives null.</summary>
    /// <param name="processors">Choices of processors, such as <c>linux-x64=znver4</c>.</param>
    /// <param name="console">Where to say so.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="ToolException">A choice is wrong.</exception>
    public static async Task<CostEstimator?> CreateAsync(IReadOnlyList<string> processors, ToolConsole console, CancellationToken cancellation)
    {
        var chosen = new Processors(processors);
        if (await LlvmMca.FindAsync(cancellation) is { } mca)
            return new CostEstimator(mca, chosen);
        console.Note(LlvmMca.Advice);
        return null;
    }

    /// <summary>What the estimates of a target come from, such as <c>llvm-mca 22.1.8, skylake</c>.</summary>
    public string Model(string target) => $"llvm-mca {mca.Version}, {processors.Of(TargetDescription.Get(target))}";

    /// <summary>Estimates stencils of one target: one run of the program, and more where it refuses one of them.</summary>
    /// <param name="target">The target's runtime identifier.</param>
    /// <param name="codes">The stencils, decoded.</param>
    /// <param name="cancellation">Stops the program.</param>
    /// <returns>The estimates in the order of the stencils; null for one that the program refuses.</returns>
    /// <exception cref="ToolException">It does not know the processor.</exception>
    public async Task<IReadOnlyList<CostEstimate?>> EstimateAsync(string target, IReadOnlyList<DecodedCode> codes, CancellationToken cancellation = default)
    {
        var description = TargetDescription.Get(target);
        var estimates = new CostEstimate?[codes.Count];
        var batches = new Stack<IReadOnlyList<int>>();
        batches.Push([.. Enumerable.Range(0, codes.Count).Where(index => codes[index].Lines.Count > 0)]);
        // What has no instructions has no cost, and is no region to the program either.
        foreach (var index in Enumerable.Range(0, codes.Count).Where(index => codes[index].Lines.Count == 0))
            estimates[index] = new CostEstimate(0, 0);
        while (batches.TryPop(out var batch))
        {
            if (batch.Count == 0)
                continue;
            var input = new McaInput(description.Architecture);
            foreach (var index in batch)
                input.Add(index, codes[index]);
            var result = await RunAsync(description, input.Text, cancellation);
            foreach (var (index, estimate) in McaOutput.Parse(result.Output))
                estimates[index] = estimate;
            if (result.ExitCode == 0 || batch.Count == 1)
                continue;
            // It says which lines it cannot read; what else it refuses is found by halving.
            var refused = McaOutput.Refused(result.Error, input);
            if (refused.Count > 0)
            {
                batches.Push([.. batch.Except(refused)]);
            }
            else
            {
                batches.Push([.. batch.Take(batch.Count / 2)]);
                batches.Push([.. batch.Skip(batch.Count / 2)]);
            }
        }

        return estimates;
    }

    private async Task<ExternalProgram> RunAsync(TargetDescription target, string input, CancellationToken cancellation)
    {
        var processor = processors.Of(target);
        string[] arguments =
        [
            $"-mtriple={target.Triple}", $"-mcpu={processor}", $"-iterations={McaOutput.Iterations}", "-instruction-info=false", "-resource-pressure=false", "-",
        ];
        var result = await ExternalProgram.RunAsync(mca.Path, arguments, input, cancellation: cancellation)
            ?? throw new ToolException($"{mca.Path} cannot be started.", ExitCode.MissingTool);
        return result.Error.Contains("is not a recognized processor", StringComparison.Ordinal)
            ? throw new ToolException($"--cpu {target.Rid}={processor}: llvm-mca {mca.Version} does not know this processor. Those that it knows are listed by: {mca.Path} -mtriple={target.Triple} -mcpu=help")
            : result;
    }
}
