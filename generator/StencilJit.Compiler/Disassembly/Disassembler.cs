using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Objects;
using StencilJit.Compiler.Targets;

namespace StencilJit.Compiler.Disassembly;

/// <summary>LLVM's disassembler for one target. Used by one thread at a time.</summary>
public sealed unsafe class Disassembler : IDisposable
{
    private const ulong OtherSyntax = 4; // LLVMDisassembler_Option_AsmPrinterVariant
    private const int TextLength = 256;
    private readonly void* context;

    /// <summary>Makes a disassembler.</summary>
    /// <param name="target">The target whose code is decoded, in Intel's syntax where it is x86-64.</param>
    /// <exception cref="CompilationException">SJ1201: there is no libLLVM; SJ1202: libLLVM lacks the target.</exception>
    public Disassembler(TargetDescription target)
    {
        LlvmLibrary.Initialize();
        context = LLVM.CreateDisasmCPUFeatures(Utf8.Pin(target.Triple), Utf8.Pin(target.Cpu), Utf8.Pin(target.LlvmFeatures), null, 0, null, null);
        if (context == null)
            throw new CompilationException("SJ1202", $"libLLVM cannot disassemble {target.Triple}.");
        // AArch64's other variant is Apple's own, which is the first one for Apple's systems.
        if (target.Architecture == Model.Architecture.X64 || target.ObjectFormat == ObjectFormat.MachO)
            _ = LLVM.SetDisasmOptions(context, OtherSyntax);
    }

    /// <summary>Decodes code from its start; stops short where a byte does not decode.</summary>
    /// <param name="code">The code; offsets and branch distances in the result count from its first byte.</param>
    /// <returns>The instructions, in order.</returns>
    public IReadOnlyList<Instruction> Decode(ReadOnlySpan<byte> code)
    {
        var instructions = new List<Instruction>();
        for (var offset = 0; offset < code.Length && DecodeAt(code, offset) is { } instruction; offset = instruction.End)
            instructions.Add(instruction);
        return instructions;
    }

    /// <summary>Decodes one instruction.</summary>
    /// <param name="code">The code that it stands in.</param>
    /// <param name="offset">Where it starts.</param>
    /// <returns>The instruction; null where the bytes do not decode.</returns>
    public Instruction? DecodeAt(ReadOnlySpan<byte> code, int offset)
    {
        var text = stackalloc sbyte[TextLength];
        fixed (byte* bytes = code)
        {
            var length = (int)LLVM.DisasmInstruction(context, bytes + offset, (ulong)(code.Length - offset), (ulong)offset, text, TextLength);
            if (length == 0)
                return null;
            var parts = Utf8.Read(text).Trim().Split('\t', 2);
            return new Instruction(offset, length, parts[0].Trim(), parts.Length > 1 ? parts[1].Trim() : "");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => LLVM.DisasmDispose(context);
}
