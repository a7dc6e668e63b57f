using StencilJit.Model;

namespace StencilJit.Compiler.Sources;

/// <summary>A function of the C sources that STENCIL, STENCIL_SPILLED or ENTRY marks.</summary>
internal sealed record MicroOp(
    string Name, StencilKind Kind, IReadOnlyList<Operand> Operands, OperandType Result, string File, int Line)
{
    /// <summary>The function in LLVM's module.</summary>
    public required nint Function { get; init; }

    public IReadOnlyList<Placement> Placements { get; init; } = [];

    public string Documentation { get; init; } = "";

    public bool HasFloatResult => Result is OperandType.F32 or OperandType.F64;

    /// <summary>An error at the line of this micro-op.</summary>
    public CompilationException Error(string code, string message) => new(code, message, File, Line);
}
