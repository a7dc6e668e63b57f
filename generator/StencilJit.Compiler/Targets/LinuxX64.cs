using StencilJit.Model;

namespace StencilJit.Compiler.Targets;

/// <summary>Linux on x86-64, from the level x86-64-v3 (2013) on.</summary>
internal static class LinuxX64
{
    public static TargetDescription Description { get; } = new()
    {
        Rid = "linux-x64",
        Architecture = Architecture.X64,
        Triple = "x86_64-unknown-linux-gnu",
        Cpu = "x86-64-v3",
        LlvmFeatures = "",
        RequiredFeatures = ["Avx2", "Bmi1", "Bmi2", "Fma", "Lzcnt", "Popcnt"],
        ClangArguments = ["-march=x86-64-v3", "-mno-red-zone"],
        ArgumentRegisters = ["r12", "r13", "r14", "r15", "rdi", "rsi", "rdx", "rcx", "r8", "r9", "r11", "rax"],
        // Division takes rax and rdx, rotates by a variable take rcx.
        ScratchRegisters = new HashSet<string> { "rdx", "rcx", "rax" },
        CalleeClobbers = ["rbx", "r10", .. Enumerable.Range(0, 16).Select(n => $"xmm{n}"), "memory", "cc"],
        CallSymbol = "call ${0:P}",
        CallSymbolConstraint = "i",
        CallRegister = "call *$0",
        CallPointer = "rax",
        FramePointer = "rbp",
        OpaqueImmediates = new OpaqueImmediates("movl $1, ${0:k}", "movabsq $1, $0", 64),
        RealignStack = true,
        SlotLimit = int.MaxValue & ~7,
    };
}
