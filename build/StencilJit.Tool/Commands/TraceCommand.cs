using System.CommandLine;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Traces;

namespace StencilJit.Tool.Commands;

/// <summary><c>trace</c>: what stitched code is made of, and what each stencil costs.</summary>
internal sealed class TraceCommand : Command
{
    private const int UsualTop = 20;

    private readonly Argument<string> file = new("file")
    {
        Description = "A WebAssembly module, or a trace: what 'stenciljit-wasm run --trace' or StitchTrace.Save wrote.",
        HelpName = "FILE",
    };

    private readonly Option<string?> function = new("--function") { Description = "Shows the code of one function.", HelpName = "NAME|INDEX" };

    private readonly Option<bool> assembly = new("--asm") { Description = "Shows the function's machine instructions too." };

    private readonly Option<int> top = new("--top")
    {
        Description = "How many rows of each list are shown.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => UsualTop,
    };

    private readonly Option<string?> perf = new("--perf") { Description = "What 'perf record' wrote of the run that wrote the trace.", HelpName = "FILE" };

    private readonly Option<string?> samples = new("--samples")
    {
        Description = "Addresses of that run, a line a sample, as 'perf script -G -F ip' prints them.",
        HelpName = "FILE",
    };

    public TraceCommand()
        : base("trace", "Shows what stitched code is made of: the share of each stencil, what follows what, and functions stencil by stencil.")
    {
        Add(file);
        Add(function);
        Add(assembly);
        Add(top);
        Add(perf);
        Add(samples);
        Add(CommonOptions.Set);
        top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--top takes a number from 1 on.");
        });
        Validators.Add(result =>
        {
            if (result.GetValue(assembly) && result.GetValue(function) is null)
                result.AddError("--asm shows the machine instructions of one function: name it with --function.");
            if (result.GetValue(perf) is not null && result.GetValue(samples) is not null)
                result.AddError("--perf and --samples are two forms of one thing: give one of them.");
        });
        ExampleHelp.Add(
            this, "stenciljit trace program.wasm", "stenciljit trace program.wasm --function main --asm",
            "perf record -e cpu-clock -o perf.data stenciljit-wasm run --trace p.trace program.wasm", "stenciljit trace p.trace --perf perf.data --top 10",
            "stenciljit trace vm.trace --set stencils/vm --json");
        this.SetToolAction(Run);
    }

    private async Task<int> Run(ParseResult result, ToolConsole console, CancellationToken cancellation)
    {
        var path = result.GetRequiredValue(file);
        var (trace, isModule) = await TraceFile.Load(path, console, cancellation);
        if (isModule && (result.GetValue(perf) ?? result.GetValue(samples)) is not null)
            throw new ToolException($"{path} is a module, and samples are of one run of it: give the trace of that run, which 'stenciljit-wasm run --trace FILE {path}' writes.");
        var seen = result.GetValue(perf) is { } data ? await PerfData.Load(data, cancellation)
            : result.GetValue(samples) is { } text ? SampleSet.Load(text, cancellation)
            : null;
        var code = TracedCode.Create(path, trace, new LockChooser(result.GetValue(CommonOptions.Set) ?? []), seen, cancellation);
        if (result.GetValue(function) is { } name)
        {
            var functions = FunctionFinder.Find(code, name).Select(each => ListingBuilder.Build(code, each.Block, each.Region, result.GetValue(assembly), cancellation));
            console.Write(new ListingView(path, [.. functions]), TraceJson.Default.ListingView, ListingRenderer.Render);
        }
        else
        {
            console.Write(TraceBuilder.Build(code, isModule, result.GetValue(top), cancellation), TraceJson.Default.TraceView, TraceRenderer.Render);
        }

        return ExitCode.Success;
    }
}
