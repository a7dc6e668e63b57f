using StencilJit.Compiler.Objects;
using StencilJit.Model;

namespace StencilJit.Compiler.Targets;

/// <summary>AArch64, any ARMv8 processor.</summary>
internal static class Arm64Targets
{
    public static TargetDescription Linux { get; } = Create("linux-arm64", "aarch64-unknown-linux-gnu");

    /// <summary>macOS from version 14 on, as .NET 10 asks for; x29 is the frame pointer of all code, which none of it takes for anything else.</summary>
    public static TargetDescription MacOS { get; } = Create("osx-arm64", "arm64-apple-macosx14.0.0") with
    {
        Base = Linux.Rid,
        ObjectFormat = ObjectFormat.MachO,
        FramePointer = null,
    };

    /// <summary>
    /// Windows, whose preserve_none leaves x15 to the probing of large stack frames. ELF as on x86-64, of which clang 19 knows nothing.
    /// </summary>
    public static TargetDescription Windows { get; } = WithoutX15(Create("win-arm64", "aarch64-pc-windows-msvc-elf"));

    private static TargetDescription WithoutX15(TargetDescription target) => target with
    {
        Base = Linux.Rid,
        ClangTriple = "aarch64-pc-windows-msvc",
        ArgumentRegisters = [.. target.ArgumentRegisters.Except(["x15"])],
        CalleeClobbers = ["x15", .. target.CalleeClobbers],
    };

    private static TargetDescription Create(string rid, string triple) => new()
    {
        Rid = rid,
        Architecture = Architecture.Arm64,
        Triple = triple,
        ObjectFormat = ObjectFormat.Elf,
        Cpu = "generic",
        // x18 belongs to the platform on other systems; leaving it alone keeps the code the same there.
        LlvmFeatures = "+reserve-x18",
        RequiredFeatures = [],
        // The processor by name, as Apple's default is another one: the code shall be the same.
        ClangArguments = ["-march=armv8-a", "-mcpu=generic", "-ffixed-x18"],
        ArgumentRegisters =
        [
            .. Enumerable.Range(20, 9).Select(n => $"x{n}"), .. Enumerable.Range(0, 8).Select(n => $"x{n}"),
            .. Enumerable.Range(10, 5).Select(n => $"x{n}"), "x9", "x15",
        ],
        PinnedRegisters = ["x20", "x21", "x22"],
        IntegerPool = [.. Enumerable.Range(0, 8).Select(n => new PoolRegister($"x{n}", n))],
        FloatPool = [.. Enumerable.Range(0, 8).Select(n => new PoolRegister($"v{n}", n))],
        // No two of them differ in one bit alone, for instructions with the same register twice may have another name.
        CanonicalIntegers = ["x0", "x3", "x5", "x6"],
        CanonicalFloats = ["v0", "v3", "v5", "v6"],
        CalleeClobbers = ["x8", "x16", "x17", "x19", "lr", .. Enumerable.Range(0, 32).Select(n => $"v{n}"), "memory", "cc"],
        CallSymbol = "bl $0",
        CallSymbolConstraint = "S",
        CallRegister = "blr $0",
        CallPointer = "x16",
        FramePointer = "x29",
        OpaqueImmediates = new OpaqueImmediates(
            "movz ${0:w}, $1\n\tmovk ${0:w}, $2, lsl #16",
            "movz $0, $1\n\tmovk $0, $2, lsl #16\n\tmovk $0, $3, lsl #32\n\tmovk $0, $4, lsl #48",
            "movz ${0:w}, $1",
            16),
        RealignStack = false,
        // A 64-bit load reaches 32,760 and a 32-bit one 16,380 bytes (unsigned 12-bit offset, scaled).
        SlotLimit = 16376,
    };
}
