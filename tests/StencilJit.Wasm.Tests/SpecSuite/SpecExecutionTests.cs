using System.Text;

namespace StencilJit.Wasm.Tests.SpecSuite;

/// <summary>What the official suite says about running modules.</summary>
public sealed class SpecExecutionTests
{
    public static TheoryData<string?> Scripts =>
        SpecSuite.Found is { } suite ? [.. suite.CoreScripts] : [(string?)null];

    public static TheoryData<string?> MemoryScripts =>
        SpecSuite.Found is { } suite ? [.. suite.CoreScripts.Where(IsOnMemory)] : [(string?)null];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Commands_of_a_script_do_what_it_says(string? script)
    {
        var suite = SpecSuite.Found;
        Assert.SkipWhen(suite is null, SpecSuite.HowToGet);
        using var engine = new Engine();
        var outcome = SpecRunner.Run(engine, suite.Read(script!));
        Assert.True(outcome.Failures.Count == 0, string.Join('\n', outcome.Failures.Take(20)));
    }

    /// <summary>An engine does the other thing with its memories by default, where it can.</summary>
    [Theory]
    [MemberData(nameof(MemoryScripts))]
    public void Commands_of_a_script_on_memory_do_what_it_says_with_explicit_checks(string? script)
    {
        var suite = SpecSuite.Found;
        Assert.SkipWhen(suite is null, SpecSuite.HowToGet);
        using var engine = new Engine(boundsChecks: BoundsChecks.Explicit);
        var outcome = SpecRunner.Run(engine, suite.Read(script!));
        Assert.True(outcome.Failures.Count == 0, string.Join('\n', outcome.Failures.Take(20)));
    }

    [Theory]
    [MemberData(nameof(Worlds.BoundsChecks), MemberType = typeof(Worlds))]
    public void The_whole_suite_runs_in_one_engine(BoundsChecks boundsChecks)
    {
        var suite = SpecSuite.Found;
        Assert.SkipWhen(suite is null, SpecSuite.HowToGet);
        using var engine = new Engine(boundsChecks: boundsChecks);
        RunSuite(engine, suite);
    }

    [Fact]
    public void The_whole_suite_runs_with_modules_compiled_by_several_threads()
    {
        var suite = SpecSuite.Found;
        Assert.SkipWhen(suite is null, SpecSuite.HowToGet);
        using var engine = Worlds.ThreadedEngine();
        RunSuite(engine, suite);
    }

    [Theory]
    [MemberData(nameof(Worlds.BoundsChecks), MemberType = typeof(Worlds))]
    public void The_whole_suite_runs_with_functions_compiled_when_they_are_called(BoundsChecks boundsChecks)
    {
        var suite = SpecSuite.Found;
        Assert.SkipWhen(suite is null, SpecSuite.HowToGet);
        using var engine = new Engine(boundsChecks: boundsChecks, compilation: CompilationMode.Lazy);
        RunSuite(engine, suite);
    }

    private static void RunSuite(Engine engine, SpecSuite suite)
    {
        var outcomes = suite.CoreScripts.Select(script => SpecRunner.Run(engine, suite.Read(script))).ToArray();
        int passed = outcomes.Sum(outcome => outcome.Passed);
        var report = new StringBuilder().AppendLine("passed  failed  skipped  script");
        foreach (var outcome in outcomes)
            report.AppendLine($"{outcome.Passed,6}  {outcome.Failures.Count,6}  {outcome.Skipped,7}  {outcome.Script}");
        report.AppendLine($"{passed,6}  {outcomes.Sum(outcome => outcome.Failures.Count),6}  {outcomes.Sum(outcome => outcome.Skipped),7}  in all");
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        Assert.DoesNotContain(outcomes, outcome => outcome.Failures.Count > 0);
    }

    private static bool IsOnMemory(string script) =>
        ((string[])["address", "align", "bulk", "data", "endianness", "imports", "linking", "load", "memory", "store", "traps"])
            .Any(word => script.Contains(word, StringComparison.Ordinal));
}
