using StencilJit.Compiler.Disassembly;
using StencilJit.Compiler.Targets;

namespace StencilJit.Compiler.Tests;

/// <summary>Operands are narrower than the registers that hold them, and the optimizer shall not make more of it.</summary>
public class OperandTests
{
    private const string Body = """
        STENCIL("rr>?") int32_t equal(int32_t a, int32_t b) { return a == b; }
        STENCIL("rr>!") int32_t equal_f64(double a, double b) { return a == b; }
        STENCIL("ri>?") int32_t equal_to(uint32_t a, uint32_t b) { return a == b; }
        STENCIL("r>t") uint64_t widen(uint32_t a) { return a; }
        STENCIL("r>t") int32_t leading_zeros(uint32_t a) { return a == 0 ? 32 : __builtin_clz(a); }
        """;

    [Theory]
    [InlineData("linux-x64", "equal", "cmp r8d, r9d; je 0")]
    [InlineData("linux-x64", "equal_to", "cmp r8d, 0; je 0")]
    [InlineData("linux-x64", "widen", "")]
    [InlineData("linux-x64", "leading_zeros", "lzcnt r8d, r8d")]
    [InlineData("linux-arm64", "equal", "cmp w0, w1; b.eq #0")]
    [InlineData("linux-arm64", "equal_f64", "fcmp d0, d1; b.ne #0")]
    [InlineData("linux-arm64", "widen", "")]
    public async Task An_operand_is_compared_as_wide_as_it_is_and_widened_for_nothing(string target, string op, string expected)
    {
        using var folder = new SetFolder().WithSet(Body);
        var set = (await folder.CompileAsync(target)).Set!;
        using var disassembler = new Disassembler(TargetDescription.Get(target));

        var found = set.Stencils.Single(stencil => stencil.Name == op);
        var code = disassembler.Decode(found.CodeFor(set, [.. found.Registers.Select((_, index) => index)]));

        Assert.Equal(expected, string.Join("; ", code.Select(instruction => $"{instruction.Mnemonic} {instruction.Operands}")));
    }
}
