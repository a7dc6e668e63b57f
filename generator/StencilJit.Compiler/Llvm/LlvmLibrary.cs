using LLVMSharp.Interop;

namespace StencilJit.Compiler.Llvm;

/// <summary>The libLLVM of this process.</summary>
public static unsafe class LlvmLibrary
{
    private static readonly Lazy<Version?> LoadedVersion = new(ReadVersion);
    private static readonly Lazy<bool> TargetsReady = new(InitializeTargets);

    /// <summary>Its version; null where no libLLVM can be loaded.</summary>
    public static Version? Version => LoadedVersion.Value;

    /// <summary>The first number of its version; 0 where there is none.</summary>
    public static int MajorVersion => Version?.Major ?? 0;

    /// <summary>Loads libLLVM and registers the code generators that targets need; safe to call often and from several threads.</summary>
    /// <exception cref="CompilationException">SJ1201: there is no libLLVM.</exception>
    public static void Initialize()
    {
        ThrowIfMissing();
        _ = TargetsReady.Value;
    }

    /// <summary>Says why there is no libLLVM, what was found instead, and what to install.</summary>
    /// <returns>Sentences; null where there is one.</returns>
    public static string? FindProblem() => Version is null ? LibLlvmLocator.Problem() : null;

    internal static void ThrowIfMissing()
    {
        if (FindProblem() is { } problem)
            throw new CompilationException("SJ1201", problem);
    }

    private static Version? ReadVersion()
    {
        if (LibLlvmLocator.Load() == 0)
            return null;
        uint major, minor, patch;
        LLVM.GetVersion(&major, &minor, &patch);
        return new Version((int)major, (int)minor, (int)patch);
    }

    private static bool InitializeTargets()
    {
        LLVM.InitializeX86TargetInfo();
        LLVM.InitializeX86Target();
        LLVM.InitializeX86TargetMC();
        LLVM.InitializeX86AsmPrinter();
        LLVM.InitializeX86AsmParser();
        LLVM.InitializeX86Disassembler();
        LLVM.InitializeAArch64TargetInfo();
        LLVM.InitializeAArch64Target();
        LLVM.InitializeAArch64TargetMC();
        LLVM.InitializeAArch64AsmPrinter();
        LLVM.InitializeAArch64AsmParser();
        LLVM.InitializeAArch64Disassembler();
        return true;
    }
}
