using StencilJit.Compiler.Objects;
using StencilJit.Model;

namespace StencilJit.Compiler.Targets;

/// <summary>Everything that the compiler knows of a target, as data: its logic names no target.</summary>
public sealed record TargetDescription
{
    /// <summary>The .NET runtime identifier.</summary>
    public required string Rid { get; init; }

    /// <summary>The architecture.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>LLVM's name of the target.</summary>
    public required string Triple { get; init; }

    /// <summary>What clang is told, where it does not take <see cref="Triple"/>.</summary>
    public string? ClangTriple { get; init; }

    /// <summary>The target whose lock holds what this one has in common with it; null where that is this one.</summary>
    public string? Base { get; init; }

    /// <summary>What LLVM writes for this triple.</summary>
    public required ObjectFormat ObjectFormat { get; init; }

    /// <summary>LLVM's name of the processor that code is generated for.</summary>
    public required string Cpu { get; init; }

    /// <summary>LLVM's feature string, added to the processor's.</summary>
    public required string LlvmFeatures { get; init; }

    /// <summary>The processor features that .NET must find at run time, by their names in System.Runtime.Intrinsics.</summary>
    public required IReadOnlyList<string> RequiredFeatures { get; init; }

    /// <summary>Arguments for clang beyond those that every target gets.</summary>
    public required IReadOnlyList<string> ClangArguments { get; init; }

    /// <summary>The integer argument registers of LLVM's preserve_none convention, in order.</summary>
    public required IReadOnlyList<string> ArgumentRegisters { get; init; }

    /// <summary>The argument registers of the pinned pointers, the frame's first.</summary>
    public required IReadOnlyList<string> PinnedRegisters { get; init; }

    /// <summary>
    /// The registers that integer operands can be in, at most 8; those that code is shortest with first. A register that is
    /// no argument register can be one all the same, where the code generator never takes it of its own accord.
    /// </summary>
    public required IReadOnlyList<PoolRegister> IntegerPool { get; init; }

    /// <summary>The registers that floating-point operands can be in: the first floating-point argument registers, in order.</summary>
    public required IReadOnlyList<PoolRegister> FloatPool { get; init; }

    /// <summary>
    /// The integer registers that stencils are compiled for, the first operand's first. Each differs in more than one bit
    /// of its number from any that instructions give a meaning of its own, as far as possible.
    /// </summary>
    public required IReadOnlyList<string> CanonicalIntegers { get; init; }

    /// <summary>The floating-point registers that stencils are compiled for, the first operand's first.</summary>
    public required IReadOnlyList<string> CanonicalFloats { get; init; }

    /// <summary>Registers that stitched code may change on its way from CALL to RETURN, beside the argument registers.</summary>
    public required IReadOnlyList<string> CalleeClobbers { get; init; }

    /// <summary>The instruction that calls the symbol in operand {0}.</summary>
    public required string CallSymbol { get; init; }

    /// <summary>The constraint letter of that symbol.</summary>
    public required string CallSymbolConstraint { get; init; }

    /// <summary>The instruction that calls the address in operand {0}.</summary>
    public required string CallRegister { get; init; }

    /// <summary>The register that this address is in; not one of a pinned pointer.</summary>
    public required string CallPointer { get; init; }

    /// <summary>
    /// The register that a C function must save itself around ENTER: preserve_none keeps it, an exit does not. Null where
    /// the system keeps it from all code.
    /// </summary>
    public required string? FramePointer { get; init; }

    /// <summary>Instructions that load 32 and 64 bits so that the code generator sees no constant.</summary>
    public required OpaqueImmediates OpaqueImmediates { get; init; }

    /// <summary>Whether calls need the stack re-aligned, as stitched calls push one word only.</summary>
    public required bool RealignStack { get; init; }

    /// <summary>The largest frame offset that every load and store encodes.</summary>
    public required int SlotLimit { get; init; }

    /// <summary>The targets that are known, by runtime identifier.</summary>
    public static IReadOnlyList<TargetDescription> All { get; } = [Arm64Targets.Linux, X64Targets.Linux, Arm64Targets.MacOS, X64Targets.MacOS, Arm64Targets.Windows, X64Targets.Windows];

    /// <summary>The description of a target.</summary>
    /// <exception cref="ArgumentException">The target is not known.</exception>
    public static TargetDescription Get(string rid) =>
        All.FirstOrDefault(target => target.Rid == rid)
        ?? throw new ArgumentException($"'{rid}' is no target of the stencil compiler; known are {string.Join(", ", All.Select(t => t.Rid))}.", nameof(rid));
}
