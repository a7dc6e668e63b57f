namespace StencilJit.Compiler.Sources;

/// <summary>The type of an operand or a result.</summary>
internal enum OperandType
{
    Void,
    I32,
    I64,
    Pointer,
    F32,
    F64,
}
