using System.CommandLine;
using System.Globalization;
using StencilJit.Benchmarks;
using StencilJit.Benchmarks.Engines;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Stencils;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var quick = new Option<bool>("--quick") { Description = "Fewer rounds and no large program: a look, no figures to quote." };
var only = new Option<string?>("--only") { Description = "Measure only what has this in its name: startup, compile, large, size, programs, functions, instructions, stencils, op-builds, stitch, operations, or a target, micro-op, module or program.", HelpName = "WORD" };
var json = new Option<string?>("--json") { Description = "Write all figures of all rounds to this file.", HelpName = "FILE" };
var markdown = new Option<bool>("--markdown") { Description = "Print Markdown, as docs/performance.md has it." };
var root = new RootCommand("Measures StencilJit, beside other WebAssembly engines.") { quick, only, json, markdown };
root.SetAction((result, _) => BenchmarkRun.RunAsync(new BenchmarkOptions
{
    IsQuick = result.GetValue(quick),
    Only = result.GetValue(only),
    JsonFile = result.GetValue(json),
    IsMarkdown = result.GetValue(markdown),
}));

// This program runs itself for what only a new process can tell.
var target = new Argument<string>("target");
var firstStencils = new Command(StencilBuildBenchmark.Command) { target };
firstStencils.Hidden = true;
firstStencils.SetAction((result, _) => FreshProcess.PrintAsync(() => StencilBuild.CompileAsync(result.GetRequiredValue(target))));
root.Add(firstStencils);
var editedStencil = new Command(EditedOp.Command) { target };
editedStencil.Hidden = true;
editedStencil.SetAction(async (result, _) =>
{
    using var edited = new EditedOp(result.GetRequiredValue(target));
    return await FreshProcess.PrintAsync(edited.CompileAsync);
});
root.Add(editedStencil);
var compiler = new Argument<string>("compiler");
var serve = new Command(EngineList.ServeCommand) { compiler };
serve.Hidden = true;
serve.SetAction(result =>
{
    using var engine = WasmtimeEngine.Create(result.GetRequiredValue(compiler));
    EngineServer.Serve(engine, Console.In, Console.Out);
});
root.Add(serve);
return await root.Parse(args).InvokeAsync();
