using System.Globalization;

namespace StencilJit.Wasm.Tests.Differential;

/// <summary>Random programs do here what they do in Wasmtime.</summary>
public sealed class DifferentialTests
{
    private const string Variable = "STENCILJIT_RANDOM_PROGRAMS";

    // Programs for each case; more of them are other ones too.
    private static readonly int s_programs =
        int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out int number) ? number : 60;

    public static MatrixTheoryData<int, BoundsChecks> Cases => new(Enumerable.Range(0, 10), Worlds.BoundsChecks.Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Random_programs_do_what_they_do_in_another_engine(int @case, BoundsChecks boundsChecks)
    {
        using var engine = new Wasmtime.Engine();
        Engine[] owns = [.. Enum.GetValues<CompilationMode>().Select(mode => new Engine(boundsChecks: boundsChecks, compilation: mode))];
        int first = @case * s_programs;
        for (int seed = first; seed < first + s_programs; seed++)
        {
            var bytes = ProgramGenerator.Generate(seed, out var types);
            var expected = WasmtimeRun.Run(engine, bytes, types, seed);
            foreach (var own in owns)
            {
                var actual = OwnRun.Run(own, bytes, types, seed);
                Assert.True(expected.SequenceEqual(actual), $"seed {seed}, {own.Compilation}:\n{Difference(expected, actual)}");
            }
        }

        Array.ForEach(owns, own => own.Dispose());
    }

    private static string Difference(IReadOnlyList<string> expected, IReadOnlyList<string> actual) =>
        string.Join('\n', expected.Zip(actual).Where(pair => pair.First != pair.Second).Select(pair => $"{pair.First} expected, but {pair.Second}"));
}
