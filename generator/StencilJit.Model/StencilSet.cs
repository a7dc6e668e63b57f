namespace StencilJit.Model;

/// <summary>The stencils of one set on one target: what a lock holds.</summary>
public sealed record StencilSet
{
    /// <summary>The set's name, from STENCIL_SET.</summary>
    public required string Name { get; init; }

    /// <summary>The .NET runtime identifier of the target, such as <c>linux-x64</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The target's architecture.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>The processor features that the code needs, as .NET names them in System.Runtime.Intrinsics; sorted.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>The compiler that made it, such as <c>clang 22.1.8, LLVM 22.1.8</c>.</summary>
    public required string Compiler { get; init; }

    /// <summary>SHA-256 of everything but the inputs that decides the bytes: flags, target description, lock format.</summary>
    public required string OptionsHash { get; init; }

    /// <summary>The C sources and headers, sorted by name.</summary>
    public required IReadOnlyList<InputFile> Inputs { get; init; }

    /// <summary>The names of the pinned pointers, the frame first.</summary>
    public required IReadOnlyList<string> Pinned { get; init; }

    /// <summary>The registers that integer operands can be in; a choice of one is an index into them.</summary>
    public required IReadOnlyList<PoolRegister> Integers { get; init; }

    /// <summary>The registers that floating-point operands can be in.</summary>
    public required IReadOnlyList<PoolRegister> Floats { get; init; }

    /// <summary>The largest byte offset that a hole of kind <see cref="HoleKind.Slot"/> may take.</summary>
    public required int SlotLimit { get; init; }

    /// <summary>The names of the traps that the set's stencils leave to, sorted.</summary>
    public required IReadOnlyList<string> Traps { get; init; }

    /// <summary>Read-only data that the stencils refer to; placed at a multiple of 16.</summary>
    public required byte[] Data { get; init; }

    /// <summary>The stencils, sorted by name, then placement (ordinal).</summary>
    public required IReadOnlyList<Stencil> Stencils { get; init; }

    /// <summary>The registers of a class.</summary>
    public IReadOnlyList<PoolRegister> Pool(RegisterClass registerClass) => registerClass == RegisterClass.Float ? Floats : Integers;
}
