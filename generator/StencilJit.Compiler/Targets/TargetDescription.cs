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

    /// <summary>Argument registers that hold no operands, since instructions need them for themselves.</summary>
    public required IReadOnlySet<string> ScratchRegisters { get; init; }

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
    /// The register that a C function must save itself around ENTER: preserve_none keeps it, an exit does not.
    /// </summary>
    public required string FramePointer { get; init; }

    /// <summary>Instructions that load 32 and 64 bits so that the code generator sees no constant.</summary>
    public required OpaqueImmediates OpaqueImmediates { get; init; }

    /// <summary>Whether calls need the stack re-aligned, as stitched calls push one word only.</summary>
    public required bool RealignStack { get; init; }

    /// <summary>The largest frame offset that every load and store encodes.</summary>
    public required int SlotLimit { get; init; }

    /// <summary>The targets that are known, by runtime identifier.</summary>
    public static IReadOnlyList<TargetDescription> All { get; } = [LinuxArm64.Description, LinuxX64.Description];

    /// <summary>The description of a target.</summary>
    /// <exception cref="ArgumentException">The target is not known.</exception>
    public static TargetDescription Get(string rid) =>
        All.FirstOrDefault(target => target.Rid == rid)
        ?? throw new ArgumentException($"'{rid}' is no target of the stencil compiler; known are {string.Join(", ", All.Select(t => t.Rid))}.", nameof(rid));
}
