namespace StencilJit.Wasm;

/// <summary>Why WebAssembly code stopped (4.1, "trap").</summary>
public enum TrapKind
{
    /// <summary>It ran into an unreachable instruction.</summary>
    Unreachable,

    /// <summary>An integer was divided by zero.</summary>
    IntegerDivideByZero,

    /// <summary>A quotient or a converted number does not fit its type.</summary>
    IntegerOverflow,

    /// <summary>A NaN was converted to an integer.</summary>
    InvalidConversionToInteger,

    /// <summary>A memory was accessed beyond its end.</summary>
    OutOfBoundsMemoryAccess,

    /// <summary>A table was accessed beyond its end.</summary>
    OutOfBoundsTableAccess,

    /// <summary>An indirect call named an element beyond the table's end.</summary>
    UndefinedElement,

    /// <summary>An indirect call named an element that is null.</summary>
    UninitializedElement,

    /// <summary>An indirect call met a function of another type.</summary>
    IndirectCallTypeMismatch,

    /// <summary>Calls were nested too deeply.</summary>
    CallStackExhausted,
}
