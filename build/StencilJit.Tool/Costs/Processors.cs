using StencilJit.Compiler.Targets;
using StencilJit.Model;
using StencilJit.Tool.Cli;

namespace StencilJit.Tool.Costs;

/// <summary>Which processor stands for each target in estimates.</summary>
internal sealed class Processors
{
    private readonly Dictionary<string, string> chosen = [];

    /// <summary>Reads choices, such as <c>linux-x64=znver4</c>.</summary>
    /// <exception cref="ToolException">One has another form, or names no target.</exception>
    public Processors(IEnumerable<string> choices)
    {
        foreach (var choice in choices)
        {
            var parts = choice.Split('=', 2);
            if (parts.Length != 2 || parts[1].Length == 0 || TargetDescription.All.All(target => target.Rid != parts[0]))
                throw new ToolException($"--cpu {choice}: write TARGET=PROCESSOR, such as linux-x64=znver4; targets are {string.Join(", ", TargetDescription.All.Select(target => target.Rid))}.");
            chosen[parts[0]] = parts[1];
        }
    }

    /// <summary>LLVM's name of a target's processor: widespread ones, where none was chosen, whose models are good.</summary>
    public string Of(TargetDescription target) =>
        chosen.GetValueOrDefault(target.Rid) ?? (target.Architecture == Architecture.X64 ? "skylake" : "neoverse-n1");
}
