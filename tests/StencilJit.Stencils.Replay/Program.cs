using System.Text.Json;
using StencilJit.Model;
using StencilJit.Stencils.Replay;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: StencilJit.Stencils.Replay <stencils.json> <vectors>");
    Console.Error.WriteLine("Runs every stencil on this processor and compares with the vectors. StencilJit.Stencils.Tests writes both files.");
    return 2;
}

// Not a lock: to check its hash .NET wants an OpenSSL, which a bare system root for another architecture does not have.
var set = JsonSerializer.Deserialize<StencilSet>(File.ReadAllText(args[0]))!;
var file = VectorFile.Read(args[1]);
using var world = new World(file.Regions);
using var state = new StateBlock(set);
using var code = new CodeUnderTest(set, state.Address);
var scenarios = Scenarios.For(code);
var replayer = new Replayer(code, state, file);
var failed = 0;

foreach (var stencil in set.Stencils)
{
    if (stencil.Name is "harness_enter" or "harness_exit" || scenarios.Covered.ContainsKey(stencil.Name))
        continue;
    // Named before it runs, so that a crash can be told.
    Console.Out.WriteLine($"{stencil.Name} {stencil.Placement}");
    List<string> failures = [];
    replayer.Replay(stencil, failures);
    failures.ForEach(Fail);
}

foreach (var (claim, run) in scenarios.All)
{
    Console.Out.WriteLine(claim);
    if (run() is { } problem)
        Fail($"{claim}: {problem}");
}

Console.Out.WriteLine($"{set.Name} {set.Target}: {set.Stencils.Count} stencils, {file.Count} vectors, {replayer.Runs} runs, {failed} failures");
return failed == 0 ? 0 : 1;

void Fail(string failure)
{
    failed++;
    Console.Error.WriteLine(failure);
}
