using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Targets;

namespace StencilJit.Compiler.Checks;

/// <summary>LLVM's disassembler for one target.</summary>
internal sealed unsafe class Disassembler : IDisposable
{
    private const ulong IntelSyntax = 4; // LLVMDisassembler_Option_AsmPrinterVariant
    private const int TextLength = 256;
    private readonly void* context;

    public Disassembler(TargetDescription target)
    {
        context = LLVM.CreateDisasmCPUFeatures(Utf8.Pin(target.Triple), Utf8.Pin(target.Cpu), Utf8.Pin(target.LlvmFeatures), null, 0, null, null);
        if (context == null)
            throw new CompilationException("SJ1202", $"libLLVM cannot disassemble {target.Triple}.");
        if (target.Architecture == Model.Architecture.X64)
            _ = LLVM.SetDisasmOptions(context, IntelSyntax);
    }

    /// <summary>Decodes code from its start; stops short where a byte does not decode.</summary>
    public IReadOnlyList<Instruction> Decode(byte[] code)
    {
        var instructions = new List<Instruction>();
        var text = stackalloc sbyte[TextLength];
        fixed (byte* bytes = code)
            for (var offset = 0; offset < code.Length;)
            {
                var length = (int)LLVM.DisasmInstruction(context, bytes + offset, (ulong)(code.Length - offset), (ulong)offset, text, TextLength);
                if (length == 0)
                    break;
                var parts = Utf8.Read(text).Trim().Split('\t', 2);
                instructions.Add(new Instruction(offset, length, parts[0].Trim(), parts.Length > 1 ? parts[1].Trim() : ""));
                offset += length;
            }
        return instructions;
    }

    public void Dispose() => LLVM.DisasmDispose(context);
}
