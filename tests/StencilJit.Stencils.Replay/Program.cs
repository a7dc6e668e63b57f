using System.Text.Json;
using StencilJit.Model;
using StencilJit.Stencils.Replay;

if (args.Length is not (2 or 3))
{
    Console.Error.WriteLine("usage: StencilJit.Stencils.Replay <stencils.json> <vectors> [<executed.json>]");
    Console.Error.WriteLine("Runs every stencil on this processor and compares with the vectors; leaves those out that are the same in the third file.");
    Console.Error.WriteLine("StencilJit.Stencils.Tests writes all files.");
    return 2;
}

// Not a lock: to check its hash .NET wants an OpenSSL, which a bare system root for another architecture does not have.
var set = ReadSet(args[0]);
var executed = new ExecutedElsewhere(set, args.Length > 2 ? ReadSet(args[2]) : null);
var file = VectorFile.Read(args[1]);
using var world = new World(file.Regions);
using var state = new StateBlock(set);
using var code = new CodeUnderTest(set, state.Address);
var scenarios = Scenarios.For(code);
var replayer = new Replayer(code, state, file);
var failed = 0;
var same = 0;

foreach (var stencil in set.Stencils)
{
    if (stencil.Name is "harness_enter" or "harness_exit" || scenarios.Covered.ContainsKey(stencil.Name))
        continue;
    if (executed.Contains(stencil))
    {
        same++;
        continue;
    }

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

Console.Out.WriteLine($"{set.Name} {set.Target}: {set.Stencils.Count} stencils, {same} executed elsewhere, {file.Count} vectors, {replayer.Runs} runs, {failed} failures");
return failed == 0 ? 0 : 1;

static StencilSet ReadSet(string path) => JsonSerializer.Deserialize<StencilSet>(File.ReadAllText(path))!;

void Fail(string failure)
{
    failed++;
    Console.Error.WriteLine(failure);
}
