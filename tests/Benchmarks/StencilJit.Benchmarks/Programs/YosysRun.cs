namespace StencilJit.Benchmarks.Programs;

/// <summary>Synthesis of a small processor's parts by Yosys, in a folder of its own.</summary>
internal sealed class YosysRun : IDisposable
{
    public const string Name = "yosys";
    private const string Source = "design.v";
    private const string Netlist = "netlist.v";

    private const string Design = """
        module alu(input [2:0] op, input [31:0] a, input [31:0] b, output reg [31:0] y);
          always @*
            case (op)
              0: y = a + b;
              1: y = a - b;
              2: y = a & b;
              3: y = a | b;
              4: y = a ^ b;
              5: y = a << b[4:0];
              6: y = $signed(a) >>> b[4:0];
              default: y = $signed(a) < $signed(b);
            endcase
        endmodule
        module core(input clk, input reset, input [15:0] code, output [31:0] result);
          reg [31:0] registers [0:15];
          wire [31:0] y;
          alu alu(code[14:12], registers[code[7:4]], registers[code[3:0]], y);
          assign result = y * registers[code[11:8]];
          always @(posedge clk)
            if (reset) registers[0] <= 1;
            else registers[code[11:8]] <= code[15] ? {16'b0, code} : y;
        endmodule
        """;

    private const string Script =
        $"read_verilog {SystemProgram.GuestFolder}/{Source}; hierarchy -top core; proc; flatten; opt; memory; alumacc; opt -full; simplemap; opt; stat; write_verilog {SystemProgram.GuestFolder}/{Netlist}";

    private YosysRun(string module)
    {
        var folder = Directory.CreateTempSubdirectory("stenciljit-").FullName;
        File.WriteAllText(Path.Combine(folder, Source), Design);

        // Without a footer, which tells times.
        Program = new SystemProgram(Name, module, [Name, "-T", "-p", Script], folder, Netlist);
    }

    public SystemProgram Program { get; }

    /// <summary>Prepares the run, or returns null where the tests have not fetched the program.</summary>
    public static YosysRun? Create() => Repository.Yosys() is { } module ? new YosysRun(module) : null;

    public void Dispose()
    {
        Program.Clean();
        Directory.Delete(Program.Folder, recursive: true);
    }
}
