namespace StencilJit.Compiler.Sources;

/// <summary>A parameter of a micro-op.</summary>
internal sealed record Operand(string Name, OperandType Type)
{
    public bool IsFloat => Type is OperandType.F32 or OperandType.F64;
}
