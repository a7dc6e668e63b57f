namespace StencilJit.Wasm.Validation;

/// <summary>The classes of numeric instructions (4.3.2).</summary>
internal enum NumericKind : byte
{
    /// <summary>One operand, and no test: conversions, too.</summary>
    Unary,

    /// <summary>Two operands, and no comparison.</summary>
    Binary,

    /// <summary>Whether the operand is zero.</summary>
    Test,

    /// <summary>Compares two operands.</summary>
    Comparison,
}
