using System.Text;
using StencilJit.Peers.Tests.Programs;
using StencilJit.Testing.Wine;

namespace StencilJit.Peers.Tests.Windows;

// Programs are published one after the other: they are built in the same folders.
[Collection("published programs")]
public class WindowsProgramTests(WindowsPrograms programs) : IClassFixture<WindowsPrograms>
{
    // (module (func $f (export "_start") (call $f)))
    private static readonly byte[] s_endless =
    [
        0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00, 0x01, 0x04, 0x01, 0x60, 0x00, 0x00, 0x03, 0x02, 0x01, 0x00,
        0x07, 0x0A, 0x01, 0x06, 0x5F, 0x73, 0x74, 0x61, 0x72, 0x74, 0x00, 0x00, 0x0A, 0x06, 0x01, 0x04, 0x00, 0x10, 0x00, 0x0B,
    ];

    [Theory]
    [InlineData("numbers", "eager")]
    [InlineData("numbers", "lazy")]
    [InlineData("quicksort", "eager")]
    [InlineData("mix64", "eager")]
    [InlineData("lisp", "lazy")]
    [InlineData("grow", "eager")]
    public async Task A_sample_program_prints_on_Windows_what_a_native_build_of_it_does(string sample, string compilation)
    {
        var result = await programs.RunCommandAsync(default, "run", "--compilation", compilation, WindowsMachine.PathOf(Repository.Sample(sample)));
        Assert.Equal(Encoding.UTF8.GetString(Repository.ExpectedOutput(sample)), result.OutputText);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task A_program_on_Windows_reads_its_input_and_returns_its_exit_code()
    {
        var run = SampleRuns.All.Single(run => run.Name == "json, an error");
        var expected = StencilJitHost.Run(run);
        var result = await programs.RunCommandAsync(run.Input, "run", WindowsMachine.PathOf(run.Module));
        Assert.Equal(expected.OutputText, result.OutputText);
        Assert.Equal(expected.ExitCode, result.ExitCode);
        Assert.NotEqual(0, result.ExitCode);
    }

    [Fact]
    public async Task A_program_on_Windows_reads_a_file_of_the_directory_that_it_was_given()
    {
        var run = SampleRuns.All.Single(run => run.Name == "environment, a file");
        var expected = StencilJitHost.Run(run);
        var directory = $"{WindowsMachine.PathOf(run.Directories[0].HostPath)}::{run.Directories[0].GuestPath}";
        var result = await programs.RunCommandAsync(default, ["run", "--dir", directory, WindowsMachine.PathOf(run.Module), .. run.Arguments.Skip(1)]);
        // The program's own name is the first of its arguments.
        Assert.Equal(expected.OutputText.Split('\n')[^3..], result.OutputText.Split('\n')[^3..]);
        Assert.Equal(expected.ExitCode, result.ExitCode);
    }

    [Fact]
    public async Task Endless_recursion_on_Windows_is_a_trap()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("endless.wasm"), s_endless, TestContext.Current.CancellationToken);
        var result = await programs.RunCommandAsync(default, "run", WindowsMachine.PathOf(folder.File("endless.wasm")));
        Assert.Contains("call stack exhausted", result.Errors);
        Assert.Equal(StencilJitHost.TrapExitCode, result.ExitCode);
    }

    /// <summary>In processes of their own: wine 8 does not always wake a thread that waits in the test runner once exceptions of many tests were thrown.</summary>
    [Theory]
    [InlineData("Execution.RecursionTests")]
    [InlineData("Execution.HostFunctionTests")]
    [InlineData("Execution.CallingConventionTests")]
    public Task The_engine_s_own_tests_pass_on_Windows(string tests) => PassAsync(tests);

    /// <summary>Not asked for where the suite is not: a test runner that has only tests to skip does not end under wine 8.</summary>
    [Fact]
    public async Task The_official_suite_passes_on_Windows()
    {
        var isHere = Environment.GetEnvironmentVariable("STENCILJIT_SPEC_TESTS") is { Length: > 0 }
            || Directory.Exists(Path.Combine(Repository.Root, "..", "shared", "spec-tests"));
        Assert.SkipUnless(isHere, "The WebAssembly test suite is not here: the tests of the engine say how to get it.");
        await PassAsync("SpecSuite.SpecExecutionTests");
    }

    private async Task PassAsync(string tests)
    {
        var result = await programs.RunEngineTestsAsync("-noColor", "-parallel", "none", "-class", $"StencilJit.Wasm.Tests.{tests}");
        Assert.True(result.ExitCode == 0, result.OutputText + result.Errors);
        Assert.Matches("Total: [1-9]", result.OutputText);
    }
}
