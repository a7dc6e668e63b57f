using System.Text;
using StencilJit.Peers.Tests.Programs;

namespace StencilJit.Peers.Tests.Arm64;

// Programs are published one after the other: they are built in the same folders.
[Collection("published programs")]
public class Arm64ProgramTests(Arm64Machine machine) : IClassFixture<Arm64Machine>
{
    // A memory of one page; (func (export "load") (param i32) (result i32) (i32.load (local.get 0))), and "store" with i64.store of -1.
    private static readonly byte[] s_accesses =
    [
        0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00, 0x01, 0x0A, 0x02, 0x60, 0x01, 0x7F, 0x01, 0x7F, 0x60, 0x01, 0x7F, 0x00,
        0x03, 0x03, 0x02, 0x00, 0x01, 0x05, 0x03, 0x01, 0x00, 0x01,
        0x07, 0x10, 0x02, 0x04, 0x6C, 0x6F, 0x61, 0x64, 0x00, 0x00, 0x05, 0x73, 0x74, 0x6F, 0x72, 0x65, 0x00, 0x01,
        0x0A, 0x13, 0x02, 0x07, 0x00, 0x20, 0x00, 0x28, 0x02, 0x00, 0x0B, 0x09, 0x00, 0x20, 0x00, 0x42, 0x7F, 0x37, 0x03, 0x00, 0x0B,
    ];

    [Theory]
    [InlineData("numbers", "eager")]
    [InlineData("numbers", "lazy")]
    [InlineData("quicksort", "lazy")]
    [InlineData("mix64", "eager")]
    public async Task A_sample_program_prints_on_AArch64_what_a_native_build_of_it_does(string sample, string compilation)
    {
        machine.Require();
        var result = await Arm64Machine.RunAsync(default, "run", "--compilation", compilation, Repository.Sample(sample));
        Assert.Equal(Encoding.UTF8.GetString(Repository.ExpectedOutput(sample)), result.OutputText);
        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task A_program_on_AArch64_reads_its_input_and_returns_its_exit_code()
    {
        machine.Require();
        var run = SampleRuns.All.Single(run => run.Name == "json, an error");
        var expected = StencilJitHost.Run(run);
        var result = await Arm64Machine.RunAsync(run.Input, "run", run.Module);
        Assert.Equal(expected.OutputText, result.OutputText);
        Assert.Equal(expected.ExitCode, result.ExitCode);
        Assert.NotEqual(0, result.ExitCode);
    }

    [Theory]
    [InlineData("guard", "load", 65532, 0)]
    [InlineData("guard", "load", 65533, StencilJitHost.TrapExitCode)]
    [InlineData("guard", "load", uint.MaxValue, StencilJitHost.TrapExitCode)]
    [InlineData("guard", "store", 65528, 0)]
    [InlineData("guard", "store", 65535, StencilJitHost.TrapExitCode)]
    [InlineData("explicit", "load", 65533, StencilJitHost.TrapExitCode)]
    [InlineData("explicit", "store", 65529, StencilJitHost.TrapExitCode)]
    public async Task An_access_beyond_the_end_of_a_memory_is_a_trap_on_AArch64(string boundsChecks, string function, uint address, int exitCode)
    {
        machine.Require();
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("accesses.wasm"), s_accesses, TestContext.Current.CancellationToken);
        var result = await Arm64Machine.RunAsync(default, "run", "--bounds-checks", boundsChecks, "--invoke", function, folder.File("accesses.wasm"), $"{address}");
        Assert.Equal(exitCode, result.ExitCode);
        if (exitCode != 0)
            Assert.Contains("out of bounds memory access", result.Errors);
    }

    [Theory]
    [InlineData("guard")]
    [InlineData("explicit")]
    public async Task Numbers_and_offsets_do_on_AArch64_what_they_do_here_small_or_large(string boundsChecks)
    {
        machine.Require();
        using var folder = new TemporaryFolder();
        var bytes = NumberModule.Create();
        await File.WriteAllBytesAsync(folder.File("numbers.wasm"), bytes, TestContext.Current.CancellationToken);
        using var engine = new Engine();
        using var module = WasmModule.Compile(engine, bytes, cancellation: TestContext.Current.CancellationToken);
        using var store = new Store(engine);
        var all = new Linker(store).Instantiate(module).GetFunction("all").Invoke()[0].AsI64();
        var result = await Arm64Machine.RunAsync(default, "run", "--bounds-checks", boundsChecks, "--invoke", "all", folder.File("numbers.wasm"));
        Assert.Equal((0, "", $"{all}"), (result.ExitCode, result.Errors, result.OutputText.Trim()));
    }

    /// <summary>Conditional branches reach 1 MiB there.</summary>
    [Theory]
    [InlineData("eager", 0, 9)]
    [InlineData("eager", 5, 5)]
    [InlineData("lazy", 0, 9)]
    [InlineData("lazy", 5, 5)]
    public async Task Branches_on_AArch64_lead_over_more_code_than_a_conditional_one_reaches_over(string compilation, int argument, int expected)
    {
        machine.Require();
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("far.wasm"), FarLabelModule.Create(), TestContext.Current.CancellationToken);
        var result = await Arm64Machine.RunAsync(default, "run", "--compilation", compilation, "--invoke", "f", folder.File("far.wasm"), $"{argument}");
        Assert.Equal((0, "", $"{expected}"), (result.ExitCode, result.Errors, result.OutputText.Trim()));
    }

    [Fact]
    public async Task A_sample_program_with_explicit_checks_prints_on_AArch64_what_a_native_build_of_it_does()
    {
        machine.Require();
        var result = await Arm64Machine.RunAsync(default, "run", "--bounds-checks", "explicit", Repository.Sample("lisp"));
        Assert.Equal(Encoding.UTF8.GetString(Repository.ExpectedOutput("lisp")), result.OutputText);
        Assert.Equal(0, result.ExitCode);
    }
}
