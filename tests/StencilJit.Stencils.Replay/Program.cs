using StencilJit.Model;
using StencilJit.Stencils.Replay;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: StencilJit.Stencils.Replay <lock> <vectors>");
    Console.Error.WriteLine("Runs every stencil of the lock on this processor and compares with the vectors, which the tests of StencilJit.Stencils.Tests write.");
    return 2;
}

var set = StencilLockReader.Read(File.ReadAllText(args[0]));
var file = VectorFile.Read(args[1]);
using var world = new World(file.Regions);
using var state = new StateBlock(set);
using var code = new CodeUnderTest(set, state.Address);
var scenarios = Scenarios.For(code);
var replayer = new Replayer(code, state, file);
List<string> failures = [];

foreach (var stencil in set.Stencils)
{
    if (stencil.Name is "harness_enter" or "harness_exit" || scenarios.Covered.ContainsKey(stencil.Name))
        continue;
    // Named before it runs, so that a crash can be told.
    Console.Out.WriteLine($"{stencil.Name} {stencil.Placement}");
    replayer.Replay(stencil, failures);
}

foreach (var (claim, run) in scenarios.All)
{
    Console.Out.WriteLine(claim);
    if (run() is { } problem)
        failures.Add($"{claim}: {problem}");
}

foreach (var failure in failures)
    Console.Error.WriteLine(failure);
Console.Out.WriteLine($"{set.Name} {set.Target}: {set.Stencils.Count} stencils, {file.Count} vectors, {replayer.Runs} runs, {failures.Count} failures");
return failures.Count == 0 ? 0 : 1;
