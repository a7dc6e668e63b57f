using StencilJit.Compiler.Disassembly;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler.Tests;

/// <summary>Code is compiled for some registers and works for all others.</summary>
public class RegisterTests
{
    private const string Body = """
        STENCIL("rr>r rr>t sr>t") uint64_t subtract(uint64_t a, uint64_t b) { return a - b; }
        STENCIL("rr>r") int32_t less(int32_t a, int32_t b) { return a < b; }
        STENCIL("r>r") double copy(double a) { return a; }
        STENCIL("rr>") void store(uint64_t index, double value) { ((double *)frame())[index] = value; }
        """;

    [Theory]
    [InlineData("linux-x64", "subtract rr>r", "mov {2}, {0}; sub {2}, {1}")]
    [InlineData("linux-x64", "subtract rr>t", "sub {0}, {1}")]
    [InlineData("linux-x64", "subtract sr>t", "sub qword ptr [r14], {0}")]
    [InlineData("linux-x64", "store rr>", "vmovlps qword ptr [r14 + 8*{0}], {1}")]
    [InlineData("linux-x64", "copy r>r", "vmovaps {1}, {0}")]
    [InlineData("linux-arm64", "subtract rr>r", "sub {2}, {0}, {1}")]
    [InlineData("linux-arm64", "copy r>r", "mov {1}.16b, {0}.16b")]
    public async Task The_code_for_each_choice_of_registers_names_them(string target, string title, string expected)
    {
        var (set, stencil) = await CompileAsync(target, title);
        using var disassembler = new Disassembler(TargetDescription.Get(target));

        for (var combination = 0; combination < stencil.Combinations; combination++)
        {
            var chosen = stencil.RegistersOf(combination);
            if (chosen.Where((index, register) => index >= set.Pool(stencil.Registers[register].Class).Count).Any() || !stencil.Allows(chosen))
                continue;
            var names = chosen.Select((index, register) => (object)set.Pool(stencil.Registers[register].Class)[index].Name).ToArray();
            var code = disassembler.Decode(stencil.CodeFor(set, chosen)).Select(instruction => $"{instruction.Mnemonic} {instruction.Operands}");
            Assert.Equal(string.Format(null, expected, names), string.Join("; ", code));
        }
    }

    [Fact]
    public async Task A_byte_of_any_register_can_be_named()
    {
        var (set, less) = await CompileAsync("linux-x64", "less rr>r");
        using var disassembler = new Disassembler(TargetDescription.Get("linux-x64"));

        // The set has no low registers, but code for one keeps its prefix, without which its byte would be another's.
        var low = set with { Integers = [new PoolRegister("rdi", 7), new PoolRegister("rsi", 6), new PoolRegister("rbx", 3)] };
        Assert.Contains(disassembler.Decode(less.CodeFor(low, [0, 2, 1])), instruction => instruction.Operands.Contains("sil", StringComparison.Ordinal) || instruction.Operands.StartsWith("esi", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_read_and_what_is_written_is_told()
    {
        var (_, own) = await CompileAsync("linux-x64", "subtract rr>r");
        var (_, tied) = await CompileAsync("linux-x64", "subtract rr>t");
        var (_, slot) = await CompileAsync("linux-x64", "subtract sr>t");

        Assert.Equal([("a", RegisterAccess.Read), ("b", RegisterAccess.Read), ("result", RegisterAccess.Write)], own.Registers.Select(register => (register.Name, register.Access)));
        Assert.Equal([("a", RegisterAccess.Update), ("b", RegisterAccess.Read)], tied.Registers.Select(register => (register.Name, register.Access)));
        Assert.Equal([("b", RegisterAccess.Read)], slot.Registers.Select(register => (register.Name, register.Access)));
        Assert.Equal([new Hole("a", HoleKind.Slot)], slot.Holes);
    }

    private static async Task<(StencilSet Set, Stencil Stencil)> CompileAsync(string target, string title)
    {
        using var folder = new SetFolder().WithSet(Body);
        var result = await folder.CompileAsync(target);
        Assert.Empty(result.Diagnostics);
        return (result.Set!, result.Set!.Stencils.Single(stencil => $"{stencil.Name} {stencil.Placement}" == title));
    }
}
