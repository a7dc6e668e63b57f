using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

// llvm-c/Target.h, TargetMachine.h, Transforms/PassBuilder.h.
public static unsafe partial class LLVM
{
    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInitializeX86TargetInfo", ExactSpelling = true)]
    public static extern void InitializeX86TargetInfo();

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInitializeX86Target", ExactSpelling = true)]
    public static extern void InitializeX86Target();

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInitializeX86TargetMC", ExactSpelling = true)]
    public static extern void InitializeX86TargetMC();

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInitializeX86AsmPrinter", ExactSpelling = true)]
    public static extern void InitializeX86AsmPrinter();

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInitializeX86AsmParser", ExactSpelling = true)]
    public static extern void InitializeX86AsmParser();

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInitializeX86Disassembler", ExactSpelling = true)]
    public static extern void InitializeX86Disassembler();

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInitializeAArch64TargetInfo", ExactSpelling = true)]
    public static extern void InitializeAArch64TargetInfo();

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInitializeAArch64Target", ExactSpelling = true)]
    public static extern void InitializeAArch64Target();

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInitializeAArch64TargetMC", ExactSpelling = true)]
    public static extern void InitializeAArch64TargetMC();

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInitializeAArch64AsmPrinter", ExactSpelling = true)]
    public static extern void InitializeAArch64AsmPrinter();

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInitializeAArch64AsmParser", ExactSpelling = true)]
    public static extern void InitializeAArch64AsmParser();

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInitializeAArch64Disassembler", ExactSpelling = true)]
    public static extern void InitializeAArch64Disassembler();

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetTargetFromTriple", ExactSpelling = true)]
    public static extern int GetTargetFromTriple(sbyte* Triple, LLVMTarget** T, sbyte** ErrorMessage);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateTargetMachine", ExactSpelling = true)]
    public static extern LLVMOpaqueTargetMachine* CreateTargetMachine(
        LLVMTarget* T,
        sbyte* Triple,
        sbyte* CPU,
        sbyte* Features,
        LLVMCodeGenOptLevel Level,
        LLVMRelocMode Reloc,
        LLVMCodeModel CodeModel);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeTargetMachine", ExactSpelling = true)]
    public static extern void DisposeTargetMachine(LLVMOpaqueTargetMachine* T);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateTargetDataLayout", ExactSpelling = true)]
    public static extern LLVMOpaqueTargetData* CreateTargetDataLayout(LLVMOpaqueTargetMachine* T);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeTargetData", ExactSpelling = true)]
    public static extern void DisposeTargetData(LLVMOpaqueTargetData* TD);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetModuleDataLayout", ExactSpelling = true)]
    public static extern void SetModuleDataLayout(LLVMOpaqueModule* M, LLVMOpaqueTargetData* DL);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetTarget", ExactSpelling = true)]
    public static extern void SetTarget(LLVMOpaqueModule* M, sbyte* Triple);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMTargetMachineEmitToMemoryBuffer", ExactSpelling = true)]
    public static extern int TargetMachineEmitToMemoryBuffer(
        LLVMOpaqueTargetMachine* T,
        LLVMOpaqueModule* M,
        LLVMCodeGenFileType codegen,
        sbyte** ErrorMessage,
        LLVMOpaqueMemoryBuffer** OutMemBuf);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreatePassBuilderOptions", ExactSpelling = true)]
    public static extern LLVMOpaquePassBuilderOptions* CreatePassBuilderOptions();

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposePassBuilderOptions", ExactSpelling = true)]
    public static extern void DisposePassBuilderOptions(LLVMOpaquePassBuilderOptions* Options);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMRunPasses", ExactSpelling = true)]
    public static extern LLVMOpaqueError* RunPasses(
        LLVMOpaqueModule* M,
        sbyte* Passes,
        LLVMOpaqueTargetMachine* TM,
        LLVMOpaquePassBuilderOptions* Options);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetErrorMessage", ExactSpelling = true)]
    public static extern sbyte* GetErrorMessage(LLVMOpaqueError* Err);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeErrorMessage", ExactSpelling = true)]
    public static extern void DisposeErrorMessage(sbyte* ErrMsg);
}
