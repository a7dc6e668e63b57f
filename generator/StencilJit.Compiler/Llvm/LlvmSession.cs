using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LLVMSharp.Interop;
using StencilJit.Compiler.Targets;

namespace StencilJit.Compiler.Llvm;

/// <summary>One LLVM context and target machine: what a compilation of one set for one target runs in.</summary>
internal sealed unsafe class LlvmSession : IDisposable
{
    private readonly LLVMOpaqueTargetMachine* machine;
    private readonly LLVMOpaqueTargetData* layout;
    private GCHandle self;

    public LlvmSession(TargetDescription target)
    {
        LlvmLibrary.Initialize();
        Target = target;
        Context = LLVM.ContextCreate();
        self = GCHandle.Alloc(this);
        LLVM.ContextSetDiagnosticHandler(Context, &OnDiagnostic, (void*)GCHandle.ToIntPtr(self));
        LLVMTarget* llvmTarget;
        sbyte* error;
        if (LLVM.GetTargetFromTriple(Utf8.Pin(target.Triple), &llvmTarget, &error) != 0)
            throw new CompilationException("SJ1202", $"libLLVM {LlvmLibrary.Version} cannot make code for {target.Triple}: {Utf8.Read(error)}");
        // Static code with 32-bit distances: one stretch of memory holds all code (FACTS: other models go through tables).
        machine = LLVM.CreateTargetMachine(
            llvmTarget, Utf8.Pin(target.Triple), Utf8.Pin(target.Cpu), Utf8.Pin(target.LlvmFeatures),
            LLVMCodeGenOptLevel.LLVMCodeGenLevelAggressive, LLVMRelocMode.LLVMRelocStatic, LLVMCodeModel.LLVMCodeModelSmall);
        layout = LLVM.CreateTargetDataLayout(machine);
    }

    public TargetDescription Target { get; }

    public LLVMOpaqueContext* Context { get; }

    private string? Error { get; set; }

    public LLVMOpaqueModule* Parse(byte[] bitcode)
    {
        fixed (byte* bytes = bitcode)
        {
            var buffer = LLVM.CreateMemoryBufferWithMemoryRangeCopy((sbyte*)bytes, (nuint)bitcode.Length, Utf8.Pin("set"));
            LLVMOpaqueModule* module;
            var failed = LLVM.ParseBitcodeInContext2(Context, buffer, &module) != 0;
            LLVM.DisposeMemoryBuffer(buffer);
            if (failed)
                throw new CompilationException("SJ1203", $"libLLVM {LlvmLibrary.Version} cannot read clang's output: {Error}. Install a libLLVM at least as new as clang.");
            LLVM.SetTarget(module, Utf8.Pin(Target.Triple));
            LLVM.SetModuleDataLayout(module, layout);
            return module;
        }
    }

    public void RunPasses(LLVMOpaqueModule* module, string passes)
    {
        var options = LLVM.CreatePassBuilderOptions();
        var error = LLVM.RunPasses(module, Utf8.Pin(passes), machine, options);
        LLVM.DisposePassBuilderOptions(options);
        if (error != null)
            throw new CompilationException("SJ1204", $"LLVM's passes '{passes}' failed: {Utf8.Read(LLVM.GetErrorMessage(error))}");
    }

    public void Verify(LLVMOpaqueModule* module)
    {
        sbyte* message;
        if (LLVM.VerifyModule(module, LLVMVerifierFailureAction.LLVMReturnStatusAction, &message) != 0)
            throw new CompilationException("SJ1205", $"The set lowers to code that LLVM refuses: {Utf8.Read(message)}");
    }

    /// <summary>Generates an object file. LLVM may report an error as a diagnostic only, so both are looked at.</summary>
    public byte[] Emit(LLVMOpaqueModule* module)
    {
        Error = null;
        sbyte* message = null;
        LLVMOpaqueMemoryBuffer* buffer = null;
        var failed = LLVM.TargetMachineEmitToMemoryBuffer(machine, module, LLVMCodeGenFileType.LLVMObjectFile, &message, &buffer) != 0;
        if (failed || Error is not null)
            throw new CompilationException("SJ1206", $"LLVM cannot generate code for {Target.Rid}: {Error ?? Utf8.Read(message)}");
        var bytes = new ReadOnlySpan<byte>(LLVM.GetBufferStart(buffer), checked((int)LLVM.GetBufferSize(buffer))).ToArray();
        LLVM.DisposeMemoryBuffer(buffer);
        return bytes;
    }

    public void Dispose()
    {
        LLVM.DisposeTargetData(layout);
        LLVM.DisposeTargetMachine(machine);
        LLVM.ContextDispose(Context);
        self.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDiagnostic(LLVMOpaqueDiagnosticInfo* info, void* context)
    {
        if (LLVM.GetDiagInfoSeverity(info) != LLVMDiagnosticSeverity.LLVMDSError)
            return;
        var text = LLVM.GetDiagInfoDescription(info);
        var session = (LlvmSession)GCHandle.FromIntPtr((nint)context).Target!;
        session.Error = session.Error is null ? Utf8.Read(text) : $"{session.Error}; {Utf8.Read(text)}";
        LLVM.DisposeMessage(text);
    }
}
