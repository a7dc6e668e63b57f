using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

// llvm-c/Disassembler.h.
public static unsafe partial class LLVM
{
    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateDisasmCPUFeatures", ExactSpelling = true)]
    public static extern void* CreateDisasmCPUFeatures(
        sbyte* Triple,
        sbyte* CPU,
        sbyte* Features,
        void* DisInfo,
        int TagType,
        delegate* unmanaged[Cdecl]<void*, ulong, ulong, ulong, ulong, int, void*, int> GetOpInfo,
        delegate* unmanaged[Cdecl]<void*, ulong, ulong*, ulong, sbyte**, sbyte*> SymbolLookUp);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetDisasmOptions", ExactSpelling = true)]
    public static extern int SetDisasmOptions(void* DC, ulong Options);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisasmDispose", ExactSpelling = true)]
    public static extern void DisasmDispose(void* DC);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisasmInstruction", ExactSpelling = true)]
    public static extern nuint DisasmInstruction(void* DC, byte* Bytes, ulong BytesSize, ulong PC, sbyte* OutString, nuint OutStringSize);
}
