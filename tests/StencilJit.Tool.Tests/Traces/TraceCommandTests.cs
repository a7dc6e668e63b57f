using System.Diagnostics;
using System.Text.RegularExpressions;

namespace StencilJit.Tool.Tests.Traces;

public sealed partial class TraceCommandTests
{
    [Theory]
    [InlineData("trace.calc.txt")]
    [InlineData("trace.calc.json", "--json", "--top", "3")]
    [InlineData("trace.calc.factorial.txt", "--function", "factorial", "--asm")]
    [InlineData("trace.calc.factorial.json", "--function", "factorial", "--asm", "--json")]
    public async Task A_trace_of_the_tutorial_set_is_shown_as_a_whole_and_by_function(string golden, params string[] arguments)
    {
        CalcTrace.NeedsX64();
        using var folder = new TemporaryFolder();
        CalcTrace.Factorial().Save(folder.Path("calc.trace"));

        var result = (await ToolProcess.RunIn(folder.Root, ["trace", "calc.trace", "--set", Repository.Set("calc"), .. arguments])).Ended(0);

        Assert.Empty(result.Error);
        Goldens.Check(golden, WithoutAddresses(result.Output));
    }

    [Theory]
    [InlineData("trace.wasm.txt")]
    [InlineData("trace.wasm.json", "--json", "--top", "2")]
    [InlineData("trace.wasm.area.txt", "--function", "area", "--asm")]
    [InlineData("trace.wasm.divide.json", "--function", "3", "--json")]
    public async Task A_module_is_compiled_and_shown_as_a_whole_and_by_function(string golden, params string[] arguments)
    {
        CalcTrace.NeedsX64();

        var result = (await ToolProcess.Run(["trace", "tests/Samples/Embedding/area.wasm", .. arguments])).Ended(0);

        Assert.Empty(result.Error);
        Goldens.Check(golden, WithoutAddresses(result.Output));
    }

    [Fact]
    public async Task A_function_lists_each_instruction_of_its_source_once_and_all_its_code()
    {
        using var folder = new TemporaryFolder();
        var module = folder.Write("spin.wasm", WasmModules.Spin);

        var listing = await Json.Run("trace", module, "--function", "spin", "--json");

        var function = Assert.Single(listing.GetProperty("functions").EnumerateArray());
        var instructions = function.GetProperty("instructions").EnumerateArray().ToList();
        Assert.Equal(
            ["func", "loop", "local.get 0", "i64.const 1", "i64.sub", "local.tee 0", "i64.const 0", "i64.ne", "br_if 0", "end", "end"],
            instructions.Where(row => row.GetProperty("source").GetInt64() >= 0).Select(row => row.GetProperty("text").GetString()));
        var end = function.GetProperty("offset").GetInt32();
        foreach (var stencil in instructions.SelectMany(row => row.GetProperty("stencils").EnumerateArray()))
        {
            Assert.Equal(end, stencil.GetProperty("offset").GetInt32());
            end += stencil.GetProperty("bytes").GetInt32();
        }

        Assert.Equal(function.GetProperty("offset").GetInt32() + function.GetProperty("bytes").GetInt32(), end);
    }

    [Fact]
    public async Task A_table_of_jumps_is_listed_with_the_places_that_its_entries_lead_to()
    {
        using var folder = new TemporaryFolder();
        var module = folder.Write("pick.wasm", WasmModules.Pick);

        var listing = await Json.Run("trace", module, "--function", "pick", "--asm", "--json");

        var function = listing.GetProperty("functions")[0];
        var stencils = function.GetProperty("instructions").EnumerateArray().SelectMany(row => row.GetProperty("stencils").EnumerateArray()).ToList();
        var entries = stencils.Where(stencil => stencil.GetProperty("operation").GetString() == "(table)").ToList();
        Assert.Equal(
            ["L1", "L2", "L1", "L2", "L1", "L2", "L1", "L2", "L1"],
            entries.Select(entry => entry.GetProperty("holes")[0].GetProperty("value").GetString()));
        Assert.All(entries, entry => Assert.Equal((4, 0), (entry.GetProperty("bytes").GetInt32(), entry.GetProperty("assembly").GetArrayLength())));
        Assert.Equal(["L1", "L2"], stencils.Select(stencil => stencil.GetProperty("label").GetString()).OfType<string>());
        Assert.Equal(stencils.Count(stencil => stencil.GetProperty("operation").GetString()![0] != '('), function.GetProperty("stitched").GetInt32());
    }

    [Fact]
    public async Task Pairs_end_where_a_table_of_jumps_leads_to()
    {
        using var folder = new TemporaryFolder();
        var module = folder.Write("pick.wasm", WasmModules.Pick);

        var view = await Json.Run("trace", module, "--json", "--top", "1000");

        Assert.Contains(Json.Runs(view.GetProperty("pairs")), pair => pair.StartsWith("move_i32 i>r + function_return >: 2", StringComparison.Ordinal));
        Assert.DoesNotContain(Json.Runs(view.GetProperty("pairs")), pair => pair.StartsWith("jump_table", StringComparison.Ordinal) || pair.Contains("+ move_i32 i>r", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_libLLVM_all_is_shown_that_needs_no_decoding_and_assembly_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("spin.wasm", WasmModules.Spin);
        var none = new Dictionary<string, string?> { ["STENCILJIT_LIBLLVM"] = "/nonexistent/libLLVM.so" };

        var whole = (await ToolProcess.RunWith(none, folder.Root, "trace", "spin.wasm")).Ended(0);
        Assert.Contains("\nstencils\n", whole.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("straight-line", whole.Output, StringComparison.Ordinal);
        Assert.Contains("Pairs and triples are left out: No libLLVM ", whole.Output, StringComparison.Ordinal);
        (await ToolProcess.RunWith(none, folder.Root, "trace", "spin.wasm", "--function", "spin")).Ended(0);
        var assembly = (await ToolProcess.RunWith(none, folder.Root, "trace", "spin.wasm", "--function", "spin", "--asm")).Ended(3);
        Assert.Contains("SJ1201", assembly.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_trace_is_interrupted_at_once()
    {
        using var folder = new TemporaryFolder();
        folder.Write("long.wasm", WasmModules.Spins(1_000_000));

        using var command = ToolProcess.Start(folder.Root, "trace", "long.wasm");
        Assert.Equal("Compiling long.wasm …", await command.ReadErrorLine());
        command.Interrupt();
        var result = (await command.Finish()).Ended(130);

        Assert.Empty(result.Output);
        Assert.Equal("stenciljit: interrupted; nothing was written.\n", result.Error);
    }

    [Fact]
    public async Task A_reader_that_has_read_enough_ends_the_command_quietly()
    {
        using var folder = new TemporaryFolder();
        var module = folder.Write("spin.wasm", WasmModules.Spins(5_000));
        var command = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "stenciljit.dll")}' trace '{module}' --top 5000 | head -n 1; echo ${{PIPESTATUS[0]}}";
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

        Assert.Equal($"{module}, compiled and not run\n0\n", await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    // Where blocks are, and so how far traps are from them, differs from run to run and system to system. Tables keep their widths.
    private static string WithoutAddresses(string text) =>
        TrapPattern().Replace(AddressPattern().Replace(text, match => "0x" + new string('_', match.Length - 2)), "________");

    [GeneratedRegex("0x[0-9a-f]{9,16}")]
    private static partial Regex AddressPattern();

    // The distance of a conditional jump to a trap, in text or in JSON, where the instruction follows on the next line.
    [GeneratedRegex("""(?<=[ "]0f8[0-9a-f])[0-9a-f]{8}(?= +j\w+ trap |",\n +"text": "j\w+ trap )""")]
    private static partial Regex TrapPattern();
}
