using System.Text.RegularExpressions;
using StencilJit.Compiler.Disassembly;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

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
        { "i32_store_bare", 4 }, { "i64_store_bare", 8 }, { "f32_store_bare", 4 }, { "f64_store_bare", 8 },
        { "i32_store16_bare", 2 }, { "i64_store16_bare", 2 }, { "i64_store32_bare", 4 },
    };

    public static TheoryData<string> NearStores =>
    [
        "i32_store_far", "i64_store_far", "f32_store_far", "f64_store_far", "i32_store16_far", "i64_store16_far", "i64_store32_far",
        "i32_store_near", "i64_store_near", "f32_store_near", "f64_store_near", "i32_store16_near", "i64_store16_near", "i64_store32_near",
    ];

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

    /// <summary>Where the last byte is, the hole `last` says.</summary>
    [Theory]
    [MemberData(nameof(NearStores))]
    public void A_store_with_room_for_its_offset_does_so_too(string name)
    {
        SetFolder.SkipWithoutClang();
        using var disassembler = new Disassembler(TargetDescription.Get("linux-arm64"));
        var stencils = Repository.Read("wasm", "linux-arm64").Stencils.Where(stencil => stencil.Name == name).ToList();
        Assert.NotEmpty(stencils);
        foreach (var stencil in stencils)
        {
            var code = disassembler.Decode(stencil.Code).ToList();
            var text = code.Select(instruction => $"{instruction.Mnemonic} {instruction.Operands}").ToList();
            var store = Store().Match(text[^1]);
            Assert.True(store.Success, text[^1]);
            var read = text.IndexOf($"ldrb wzr, [{store.Groups[1]}]");
            Assert.InRange(read, 0, code.Count - 2);
            var last = stencil.Patches.Single(patch => patch.Source == PatchSource.Hole && stencil.Holes[patch.Index].Name == "last");
            Assert.Equal((4 * read, PatchKind.Bits12, 0L), (last.Offset, last.Kind, last.Addend));
        }
    }

    [GeneratedRegex(@"^strh? \w+, \[(x\d+)\]$")]
    private static partial Regex Store();
}
