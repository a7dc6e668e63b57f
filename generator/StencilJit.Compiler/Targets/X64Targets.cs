using StencilJit.Compiler.Objects;
using StencilJit.Model;

namespace StencilJit.Compiler.Targets;

/// <summary>x86-64, from the level x86-64-v3 (2013) on. What systems differ in is their C convention, which LLVM knows by the triple.</summary>
internal static class X64Targets
{
    public static TargetDescription Linux { get; } = Create("linux-x64", "x86_64-unknown-linux-gnu");

    /// <summary>
    /// Windows. As an ELF object: its relocations tell their addends and its sections any name, and the code is the same as
    /// in a COFF one.
    /// </summary>
    public static TargetDescription Windows { get; } = Create("win-x64", "x86_64-pc-windows-msvc-elf") with
    {
        Base = Linux.Rid,
        ClangTriple = "x86_64-pc-windows-msvc",
    };

    /// <summary>macOS from version 14 on, as .NET 10 asks for.</summary>
    public static TargetDescription MacOS { get; } = Create("osx-x64", "x86_64-apple-macosx14.0.0") with
    {
        Base = Linux.Rid,
        ObjectFormat = ObjectFormat.MachO,
    };

    private static TargetDescription Create(string rid, string triple) => new()
    {
        Rid = rid,
        Architecture = Architecture.X64,
        Triple = triple,
        ObjectFormat = ObjectFormat.Elf,
        Cpu = "x86-64-v3",
        LlvmFeatures = "",
        RequiredFeatures = ["Avx2", "Bmi1", "Bmi2", "Fma", "Lzcnt", "Popcnt"],
        // Processors of today divide 64 bits nearly as fast as 32: no test of the operands is to come before it.
        ClangArguments = ["-march=x86-64-v3", "-mno-red-zone", "-Xclang", "-target-feature", "-Xclang", "-idivq-to-divl"],
        ArgumentRegisters = ["r12", "r13", "r14", "r15", "rdi", "rsi", "rdx", "rcx", "r8", "r9", "r11", "rax"],
        // As a base, r12 costs a byte, and r13 one where there is no displacement; the frame has one always, but is used most.
        PinnedRegisters = ["r14", "r12", "r13"],
        // Division takes rax and rdx, shifts by a variable take rcx. LLVM takes r10 and rbx last.
        IntegerPool =
        [
            new("r8", 8), new("r9", 9), new("r11", 11), new("r15", 15), new("r10", 10), new("rdi", 7), new("rsi", 6), new("rbx", 3),
        ],
        FloatPool = [.. Enumerable.Range(0, 8).Select(n => new PoolRegister($"xmm{n}", n))],
        // All of them need a REX prefix, which all others have room in then. Of these, r11 is as a base the farthest from
        // r12 and r13, which are encoded differently.
        CanonicalIntegers = ["r11", "r9", "r8", "r15"],
        CanonicalFloats = ["xmm0", "xmm3", "xmm5", "xmm6"],
        CalleeClobbers = ["rbx", "r10", .. Enumerable.Range(0, 16).Select(n => $"xmm{n}"), "memory", "cc"],
        CallSymbol = "call ${0:P}",
        CallSymbolConstraint = "i",
        CallRegister = "call *$0",
        CallPointer = "rax",
        FramePointer = "rbp",
        OpaqueImmediates = new OpaqueImmediates("movl $1, ${0:k}", "movabsq $1, $0", "movl $1, ${0:k}", 64, "movq $1, $0"),
        RealignStack = true,
        SlotLimit = int.MaxValue & ~7,
    };
}
