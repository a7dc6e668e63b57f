namespace StencilJit.Wasm.Compilation;

/// <summary>What the compiler looks for in a numeric instruction of two operands.</summary>
[Flags]
internal enum NumericTraits
{
    None = 0,

    /// <summary>
    /// The operands may be exchanged. Sums and products of floating-point numbers may then differ in the payload of a NaN, which
    /// 4.3.3 leaves open.
    /// </summary>
    Commutative = 1,

    /// <summary>i32.and and i64.and, which may be all that a branch asks for.</summary>
    Mask = 2,

    /// <summary>A shift or rotation, whose count is modulo the width.</summary>
    Shift = 4,

    /// <summary>A division or remainder, which traps for some numbers only.</summary>
    Division = 8,

    /// <summary>i32.mul and i64.mul, which are additions for some numbers.</summary>
    Multiplication = 16,

    /// <summary>i32.sub and i64.sub, which with a number are additions.</summary>
    Subtraction = 32,

    /// <summary>Those that may be compiled as another instruction.</summary>
    Special = Mask | Shift | Division | Multiplication | Subtraction,
}
