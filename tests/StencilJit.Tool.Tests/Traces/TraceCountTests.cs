using System.Text.Json;

namespace StencilJit.Tool.Tests.Traces;

public sealed class TraceCountTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(100_000)]
    public async Task Shares_of_stencils_micro_ops_and_functions_with_all_others_are_the_whole(int top)
    {
        var view = await Json.Run("trace", "tests/Samples/fib.wasm", "--json", "--top", $"{top}");

        var bytes = view.GetProperty("totals").GetProperty("codeBytes").GetInt64();
        foreach (var name in (string[])["stencils", "operations", "functions"])
        {
            var table = view.GetProperty(name);
            var portions = table.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("portion")).Append(table.GetProperty("others")).ToList();
            Assert.Equal(1, portions.Sum(portion => portion.GetProperty("share").GetDouble()), 1e-9);
            Assert.Equal(bytes, portions.Sum(portion => portion.GetProperty("bytes").GetInt64()));
            Assert.Equal(top == 3, table.GetProperty("otherRows").GetInt32() > 0);
            Assert.True(portions.Count <= 1 + top);
        }
    }

    [Fact]
    public async Task Pairs_and_triples_end_at_labels_at_jumps_and_at_functions()
    {
        using var folder = new TemporaryFolder();
        CalcTrace.Runs().Save(folder.Path("runs.trace"));

        var view = await Json.Run("trace", folder.Path("runs.trace"), "--set", "calc", "--json");

        Assert.Equal(
            [
                "add ri>t + add ri>t: 1",
                "add ri>t + done >: 1",
                "add ri>t + is_true r>?: 1",
                "is_true r>? + move i>r: 1",
                "move i>r + add ri>t: 2",
                "move i>r + done >: 1",
            ],
            Json.Runs(view.GetProperty("pairs")).Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "add ri>t + is_true r>? + move i>r: 1",
                "is_true r>? + move i>r + done >: 1",
                "move i>r + add ri>t + add ri>t: 1",
                "move i>r + add ri>t + done >: 1",
            ],
            Json.Runs(view.GetProperty("triples")).Order(StringComparer.Ordinal));
        var first = view.GetProperty("pairs")[0];
        var entries = CalcTrace.Runs().Blocks[0];
        Assert.Equal(entries[0].Length + entries[1].Length, first.GetProperty("bytesEach").GetDouble());
        Assert.Equal(2 * (entries[0].Length + entries[1].Length), first.GetProperty("portion").GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task Samples_belong_to_the_stencil_the_function_the_instruction_and_the_runs_that_they_are_in()
    {
        using var folder = new TemporaryFolder();
        var trace = CalcTrace.Runs();
        trace.Save(folder.Path("runs.trace"));
        var block = trace.Blocks[0];
        string At(int entry, int offset = 0) => $"{block.Address + block[entry].Offset + offset:x}";
        // 0 move, 1 add, 2 add | 3 add, 4 is_true, 5 move, 6 done | 7 move; 8 move, 9 add, 10 done
        var samples = folder.Write("samples.txt", string.Join('\n',
            "# addresses", "  " + At(1), At(1, block[1].Length - 1), "cpu-clock:u:  " + At(4), "0x" + At(9), "",
            $"{block.Address - 1:x}", $"{block.Address + block.Code.Length:x}", "ffffffff81234567") + "\n");

        var view = await Json.Run("trace", folder.Path("runs.trace"), "--set", "calc", "--json", "--samples", samples);

        var totals = view.GetProperty("samples");
        Assert.Equal((7, 4, 3), (totals.GetProperty("all").GetInt32(), totals.GetProperty("inCode").GetInt32(), totals.GetProperty("outside").GetInt32()));
        Assert.Equal(1, totals.GetProperty("events").GetProperty("cpu-clock:u").GetInt32());
        Assert.Equal(["add ri>t, 3 samples", "is_true r>?, 1 samples", "move i>r, 0 samples", "done >, 0 samples"], Rows(view, "stencils", "operation", "placement"));
        Assert.Equal(["first, 3 samples", "second, 1 samples"], Rows(view, "functions", "name"));
        Assert.Equal(
            [(100, "first", 2, 0.5), (101, "first", 1, 0.25), (200, "second", 1, 0.25)],
            view.GetProperty("hotSpots").EnumerateArray().Select(spot => (spot.GetProperty("source").GetInt32(), spot.GetProperty("function").GetString(), spot.GetProperty("samples").GetInt32(), spot.GetProperty("sampleShare").GetDouble())));
        Assert.Equal(
            ["move i>r + add ri>t: 2, 3 samples", "add ri>t + add ri>t: 1, 2 samples"],
            Json.Runs(view.GetProperty("pairs")).Take(2));
        Assert.Equal(1, view.GetProperty("stencils").GetProperty("rows").EnumerateArray().Sum(row => row.GetProperty("portion").GetProperty("sampleShare").GetDouble()), 1e-9);

        var listing = await Json.Run("trace", folder.Path("runs.trace"), "--set", "calc", "--json", "--samples", samples, "--function", "first");
        var function = listing.GetProperty("functions")[0];
        Assert.Equal(3, function.GetProperty("samples").GetInt32());
        Assert.Equal(
            [0, 2, 0, 0, 1, 0, 0, 0],
            function.GetProperty("instructions").EnumerateArray().SelectMany(row => row.GetProperty("stencils").EnumerateArray()).Select(stencil => stencil.GetProperty("samples").GetInt32()));
    }

    private static IEnumerable<string> Rows(JsonElement view, string table, params string[] names) =>
        view.GetProperty(table).GetProperty("rows").EnumerateArray()
            .Select(row => string.Join(' ', names.Select(name => row.GetProperty(name).GetString())) + Json.Samples(row.GetProperty("portion")));
}
