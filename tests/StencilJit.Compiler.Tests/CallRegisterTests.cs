using System.Text.RegularExpressions;
using StencilJit.Compiler.Disassembly;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler.Tests;

/// <summary>
/// The WebAssembly engine passes arguments and results in operand registers through stencils that C code knows nothing of
/// them in: they may not touch them.
/// </summary>
public partial class CallRegisterTests
{
    [Theory]
    [InlineData("linux-x64")]
    [InlineData("linux-arm64")]
    [InlineData("osx-x64")]
    [InlineData("osx-arm64")]
    [InlineData("win-x64")]
    [InlineData("win-arm64")]
    public void Calls_leave_the_operand_registers_alone(string target)
    {
        var set = Repository.Read("wasm", target);
        using var disassembler = new Disassembler(TargetDescription.Get(target));
        string[] calls = ["call", "call_import", "call_indirect", "run_call", "run_enter", "function_enter", "function_return", "zero_slot", "zero_slots"];
        foreach (var name in calls)
        {
            var stencil = Assert.Single(set.Stencils, stencil => stencil.Name == name);
            foreach (var instruction in disassembler.Decode(stencil.Code))
                Assert.DoesNotMatch(set.Architecture == Architecture.X64 ? X64Operands() : Arm64Operands(), instruction.Operands);
        }
    }

    // The registers of the pools by all their names.
    [GeneratedRegex(@"\b(r(8|9|10|11|15)[dwb]?|[re]?(di|si|bx)|dil|sil|bl|[xyz]mm[0-7])\b")]
    private static partial Regex X64Operands();

    [GeneratedRegex(@"\b([xw][0-7]|[bhsdqv][0-7])\b")]
    private static partial Regex Arm64Operands();
}
