using System.Text.RegularExpressions;
using Iced.Intel;
using StencilJit.Tool.Analysis;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Tests.Analysis;

/// <summary>Iced decodes x86-64 independently of LLVM and of this tool's reading of assembly.</summary>
public sealed partial class RegisterUseTests
{
    [Theory]
    [InlineData("calc")]
    [InlineData("wasm")]
    public void Registers_of_every_stencil_are_those_that_an_independent_decoder_tells(string set)
    {
        Assert.SkipWhen(Compiler.Llvm.LlvmLibrary.Version is null, "No libLLVM from 19 on: run build/install-tools.sh.");
        var stencils = LockFile.Read(Path.Combine(Repository.Set(set), "locks", "linux-x64.stencils"));
        using var decoder = new StencilDecoder(stencils);

        foreach (var stencil in stencils.Stencils)
        {
            var facts = decoder.Decode(stencil).Facts;
            var (reads, writes) = Oracle(stencil.CodeFor(stencils, RegisterChoice.InOrder(stencil)));
            Assert.True(
                reads.SetEquals(facts.Reads) && writes.SetEquals(facts.Writes),
                $"{stencil.Name} {stencil.Placement}: reads {string.Join(' ', facts.Reads)}, not {string.Join(' ', reads)}; writes {string.Join(' ', facts.Writes)}, not {string.Join(' ', writes)}");
        }
    }

    private static (HashSet<string> Reads, HashSet<string> Writes) Oracle(byte[] code)
    {
        var decoder = Decoder.Create(64, code);
        var info = new InstructionInfoFactory();
        var reads = new HashSet<string>();
        var writes = new HashSet<string>();
        while (decoder.IP < (ulong)code.Length)
        {
            var instruction = decoder.Decode();
            foreach (var used in info.GetInfo(instruction).GetUsedRegisters())
            {
                // What is written on a condition keeps its old value on the other one.
                if (used.Access is OpAccess.Read or OpAccess.ReadWrite or OpAccess.CondRead or OpAccess.CondWrite or OpAccess.ReadCondWrite && Name(used.Register) is { } read && !writes.Contains(read))
                    reads.Add(read);
            }

            foreach (var used in info.GetInfo(instruction).GetUsedRegisters())
            {
                if (used.Access is OpAccess.Write or OpAccess.ReadWrite or OpAccess.CondWrite or OpAccess.ReadCondWrite && Name(used.Register) is { } written)
                    writes.Add(written);
            }
        }

        return (reads, writes);
    }

    private static string? Name(Register register)
    {
        var full = register.GetFullRegister();
        if (full.IsVectorRegister())
            return "xmm" + DigitsPattern().Match(full.ToString()).Value;
        return full.IsGPR() && full != Register.RSP ? full.ToString().ToLowerInvariant() : null;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex DigitsPattern();
}
