using System.Text.RegularExpressions;
using StencilJit.Compiler.Disassembly;
using StencilJit.Model;

namespace StencilJit.Compiler.Tests.Targets;

/// <summary>
/// What systems of one architecture differ in, on the decoded bytes of the sets that are checked in: docs/platforms.md
/// lists it. Of macOS and of Windows on AArch64, nothing can be run where these tests are.
/// </summary>
public partial class AbiTests
{
    private static readonly string[] Sets = ["calc", "wasm"];

    [Theory]
    [InlineData("osx-arm64")]
    [InlineData("win-arm64")]
    [InlineData("linux-arm64")]
    public void X18_belongs_to_the_platform(string target) =>
        ForAll(target, (stencil, instruction) => Assert.DoesNotMatch(X18(), instruction.Operands));

    [Theory]
    [InlineData("linux-x64")]
    [InlineData("osx-x64")]
    [InlineData("win-x64")]
    [InlineData("osx-arm64")]
    [InlineData("win-arm64")]
    public void Nothing_is_kept_below_the_stack_pointer(string target) =>
        ForAll(target, (stencil, instruction) => Assert.DoesNotMatch(BelowStack(), instruction.Operands));

    [Fact]
    public void Apples_frame_pointer_is_saved_and_restored_and_nothing_else() => ForAll("osx-arm64", (stencil, instruction) =>
    {
        if (X29().IsMatch(instruction.Operands))
            Assert.Matches(@"^(stp|ldp) x29, x30, \[sp", $"{instruction.Mnemonic} {instruction.Operands}");
    });

    /// <summary>A trap leaves calls without restoring what they saved: only the entry may, which all of them go back to.</summary>
    [Theory]
    [InlineData("linux-arm64")]
    [InlineData("win-arm64")]
    public void No_call_that_a_trap_leaves_has_changed_the_frame_pointer(string target) => ForAll(target, (stencil, instruction) =>
    {
        if (stencil.Kind != StencilKind.Entry)
            Assert.DoesNotMatch(X29(), instruction.Operands);
    });

    [Fact]
    public void No_operand_of_Windows_stencils_is_in_the_register_of_its_stack_probes() =>
        Assert.DoesNotContain("x15", Compiler.Targets.TargetDescription.Get("win-arm64").ArgumentRegisters);

    [Theory]
    [InlineData("calc", "run")]
    [InlineData("wasm", "enter")]
    [InlineData("wasm", "harness_enter")]
    public void Entry_on_Windows_keeps_all_that_its_caller_wants_back(string set, string entry)
    {
        var code = Decode(set, "win-x64", entry);
        var call = code.FindIndex(instruction => instruction.Mnemonic == "call");
        var (before, after) = (code[..call], code[(call + 1)..]);

        foreach (var register in new[] { "rdi", "rsi", "rbx", "rbp", "r12", "r13", "r14", "r15" })
        {
            Assert.Contains(before, instruction => instruction.Mnemonic == "push" && instruction.Operands == register);
            Assert.Contains(after, instruction => instruction.Mnemonic == "pop" && instruction.Operands == register);
        }

        for (var number = 6; number < 16; number++)
        {
            Assert.Contains(before, instruction => instruction.Mnemonic == "vmovaps" && instruction.Operands.StartsWith("xmmword ptr [rsp", StringComparison.Ordinal) && instruction.Operands.EndsWith($", xmm{number}", StringComparison.Ordinal));
            Assert.Contains(after, instruction => instruction.Mnemonic == "vmovaps" && instruction.Operands.StartsWith($"xmm{number}, xmmword ptr [rsp", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("call_helper", "rcx")]
    [InlineData("host_entry", "rcx")]
    public void A_helper_on_Windows_gets_shadow_space_an_aligned_stack_and_its_arguments_where_it_looks(string name, string first)
    {
        var code = Decode("wasm", "win-x64", name);
        var call = code.FindIndex(instruction => instruction.Mnemonic == "call");

        // 32 bytes that the callee may write its arguments to, below an aligned stack pointer.
        var align = code.FindIndex(instruction => instruction is { Mnemonic: "and", Operands: "rsp, -16" });
        var reserve = code.FindIndex(instruction => instruction is { Mnemonic: "sub", Operands: "rsp, 32" });
        Assert.True(align >= 0 && align < reserve && reserve < call, $"{align} {reserve} {call}");
        foreach (var register in new[] { first, "rdx", "r8" })
            Assert.Contains(code[..call], instruction => instruction.Operands.StartsWith(register, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("call_helper")]
    [InlineData("host_entry")]
    public void A_helper_on_macOS_is_called_as_on_Linux(string name) =>
        Assert.Equal(Decode("wasm", "linux-x64", name), Decode("wasm", "osx-x64", name));

    [Theory]
    [InlineData("osx-x64", "ud2")]
    [InlineData("osx-arm64", "brk")]
    public void On_macOS_code_that_never_returns_ends_in_a_trap_instruction(string target, string last)
    {
        Assert.Equal(last, Decode("wasm", target, "trap_exit")[^1].Mnemonic);
        Assert.Equal("ret", Decode("wasm", target, "trap_exit")[^2].Mnemonic);
    }

    [Theory]
    [InlineData("osx-x64", "linux-x64", 2)]
    [InlineData("win-x64", "linux-x64", 6)]
    [InlineData("osx-arm64", "linux-arm64", 14)]
    [InlineData("win-arm64", "linux-arm64", 1)]
    public void All_other_stencils_are_those_of_Linux(string target, string other, int most)
    {
        var known = Repository.Read("wasm", other).Stencils.ToDictionary(stencil => (stencil.Name, stencil.Placement), Bytes);
        var different = Repository.Read("wasm", target).Stencils.Where(stencil => known[(stencil.Name, stencil.Placement)] != Bytes(stencil)).ToList();

        Assert.True(different.Count <= most, string.Join(", ", different.Select(stencil => stencil.Name)));
        Assert.All(different, stencil => Assert.True(
            stencil.Kind != StencilKind.Leaf || stencil.Name is "jump_table" or "enter_compiled" or "trap_exit" or "trap_exit_stored", $"{stencil.Name} is a leaf"));
    }

    private static string Bytes(Stencil stencil) => Convert.ToHexString(stencil.Code) + string.Join(' ', stencil.Patches);

    private static void ForAll(string target, Action<Stencil, Instruction> check)
    {
        SetFolder.SkipWithoutClang();
        using var disassembler = new Disassembler(Compiler.Targets.TargetDescription.Get(target));
        foreach (var stencil in Sets.SelectMany(set => Repository.Read(set, target).Stencils))
            foreach (var instruction in disassembler.Decode(stencil.Code))
                check(stencil, instruction);
    }

    private static List<Instruction> Decode(string set, string target, string name)
    {
        SetFolder.SkipWithoutClang();
        using var disassembler = new Disassembler(Compiler.Targets.TargetDescription.Get(target));
        return [.. disassembler.Decode(Repository.Read(set, target).Stencils.Single(stencil => stencil.Name == name).Code)];
    }

    [GeneratedRegex(@"\b[xw]18\b")]
    private static partial Regex X18();

    [GeneratedRegex(@"\b[xw]29\b")]
    private static partial Regex X29();

    [GeneratedRegex(@"\[(rsp - |sp, #-\d+\]$)")]
    private static partial Regex BelowStack();
}
