using System.Text.RegularExpressions;
using StencilJit.Compiler.Disassembly;
using StencilJit.Compiler.Targets;

namespace StencilJit.Compiler.Tests.Targets;

/// <summary>
/// Stores that pages without access may stop, on AArch64: no emulator at hand writes a part of one before it faults, as a processor may,
/// so that only the code can tell that none does.
/// </summary>
public partial class GuardedStoreTests
{
    public static TheoryData<string, int> Stores => new()
    {
        { "i32_store_unchecked", 4 }, { "i64_store_unchecked", 8 }, { "f32_store_unchecked", 4 }, { "f64_store_unchecked", 8 },
        { "i32_store16_unchecked", 2 }, { "i64_store16_unchecked", 2 }, { "i64_store32_unchecked", 4 },
    };

    [Theory]
    [MemberData(nameof(Stores))]
    public void A_store_without_a_check_reads_its_last_byte_before_it_writes_the_first_on_AArch64(string name, int bytes)
    {
        SetFolder.SkipWithoutClang();
        using var disassembler = new Disassembler(TargetDescription.Get("linux-arm64"));
        var stencils = Repository.Read("wasm", "linux-arm64").Stencils.Where(stencil => stencil.Name == name).ToList();
        Assert.NotEmpty(stencils);
        foreach (var stencil in stencils)
        {
            var code = disassembler.Decode(stencil.Code).Select(instruction => $"{instruction.Mnemonic} {instruction.Operands}").ToList();
            var store = Store().Match(code[^1]);
            Assert.True(store.Success, code[^1]);
            Assert.Contains($"ldrb wzr, [{store.Groups[1]}, #{bytes - 1}]", code[..^1]);
        }
    }

    [GeneratedRegex(@"^strh? \w+, \[(x\d+)\]$")]
    private static partial Regex Store();
}
