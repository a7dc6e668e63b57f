using System.Diagnostics;

namespace StencilJit.Tool.Tests.Traces;

public sealed class PerfTests
{
    [Fact]
    public async Task A_recording_shows_the_loop_that_a_program_spends_its_time_in()
    {
        using var folder = new TemporaryFolder();
        folder.Write("spin.wasm", WasmModules.Spin);
        await Record(folder, "run", "--trace", "p.trace", "--invoke", "spin", "spin.wasm", "500000000");

        var view = await Json.Run("trace", folder.Path("p.trace"), "--perf", folder.Path("perf.data"), "--json");

        var samples = view.GetProperty("samples");
        Assert.True(samples.GetProperty("inCode").GetInt64() > 0, "No sample is in the code.");
        Assert.Equal(samples.GetProperty("all").GetInt64(), samples.GetProperty("events").GetProperty("cpu-clock").GetInt64());
        var function = view.GetProperty("functions").GetProperty("rows")[0];
        Assert.Equal("spin", function.GetProperty("name").GetString());
        Assert.True(function.GetProperty("portion").GetProperty("sampleShare").GetDouble() > 0.9);
        Assert.Contains(view.GetProperty("hotSpots")[0].GetProperty("text").GetString(), (string[])["i64.sub", "local.tee 0", "br_if 0"]);
    }

    [Fact]
    public async Task Without_perf_the_command_says_how_to_get_it()
    {
        using var folder = new TemporaryFolder();
        CalcTrace.Runs().Save(folder.Path("runs.trace"));
        folder.Write("perf.data", "");
        var path = new Dictionary<string, string?> { ["PATH"] = "/nonexistent" };

        var result = (await ToolProcess.RunWith(path, folder.Root, "trace", "runs.trace", "--perf", "perf.data")).Ended(3);

        Assert.Empty(result.Output);
        Assert.StartsWith("stenciljit: --perf needs the program perf, which is not there: apt-get install linux-perf", result.Error, StringComparison.Ordinal);
    }

    private static async Task Record(TemporaryFolder folder, params string[] command)
    {
        var start = new ProcessStartInfo("perf", ["record", "-e", "cpu-clock", "-o", "perf.data", "dotnet", Path.Combine(AppContext.BaseDirectory, "stenciljit-wasm.dll"), .. command])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        Process? started = null;
        try
        {
            started = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("No perf: apt-get install linux-perf.");
        }

        using var perf = started!;
        var output = perf.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await perf.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await perf.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(perf.ExitCode == 0 && File.Exists(folder.Path("perf.data")), $"perf cannot record here: {error}{await output} Try: sysctl kernel.perf_event_paranoid=1");
    }
}
