using StencilJit.Peers.Tests.Node;
using StencilJit.Peers.Tests.Programs;

namespace StencilJit.Peers.Tests.Yosys;

public class YosysTests(YosysProgram yosys) : IClassFixture<YosysProgram>
{
    private const string Counter = """
        module counter(input clk, input reset, input [7:0] step, output reg [15:0] value, output odd);
          reg [7:0] last [0:3];
          always @(posedge clk)
            if (reset) value <= 0;
            else begin
              value <= value + step * last[step[1:0]] - (value >> 3);
              last[value[1:0]] <= step ^ value[11:4];
            end
          assign odd = ^value;
        endmodule
        """;

    [Fact]
    public void Yosys_tells_its_version()
    {
        yosys.Require();
        var result = yosys.Start(yosys.Run(null, "--version"));
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("Yosys 0.55 ", result.OutputText, StringComparison.Ordinal);
    }

    [Fact]
    public void Yosys_lists_its_options()
    {
        yosys.Require();
        var result = yosys.Start(yosys.Run(null, "--help"));
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("yosys [OPTION...] [<infile> [..]]", result.OutputText, StringComparison.Ordinal);
        Assert.Contains("--scriptfile <scriptfile>", result.OutputText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Yosys_synthesizes_the_same_netlist_as_under_Node()
    {
        yosys.Require();
        await NodeHost.RequireAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("counter.v"), Counter, TestContext.Current.CancellationToken);

        // Without a footer, which tells times.
        var run = yosys.Run(
            folder.Path,
            "-T",
            "-p",
            "read_verilog /design/counter.v; hierarchy -top counter; proc; opt; memory; alumacc; opt -full; simplemap; opt; stat; write_verilog /design/netlist.v");
        var expected = await NodeHost.RunAsync(run);
        Assert.True(expected.ExitCode == 0, expected.Errors);
        var netlist = await TakeAsync(folder.File("netlist.v"));

        foreach (var start in (Func<ProgramRun, ProgramResult>[])[yosys.Start, run => StencilJitHost.Run(run, CompilationMode.Lazy)])
        {
            var actual = start(run);
            Assert.Equal(0, actual.ExitCode);
            Assert.Equal(expected.OutputText, actual.OutputText);
            Assert.Equal(netlist, await TakeAsync(folder.File("netlist.v")));
        }

        Assert.Contains("module counter(", netlist, StringComparison.Ordinal);
    }

    private static async Task<string> TakeAsync(string path)
    {
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        File.Delete(path);
        return text;
    }
}
