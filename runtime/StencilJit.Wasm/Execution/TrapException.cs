namespace StencilJit.Wasm;

/// <summary>WebAssembly code stopped with a trap. The store and its instances stay usable.</summary>
public sealed class TrapException : Exception
{
    /// <summary>Creates the exception for a trap.</summary>
    /// <param name="kind">Why the code stopped.</param>
    public TrapException(TrapKind kind)
        : base(Describe(kind)) => Kind = kind;

    /// <summary>Why the code stopped.</summary>
    public TrapKind Kind { get; }

    /// <summary>The words of the specification's test suite.</summary>
    private static string Describe(TrapKind kind) => kind switch
    {
        TrapKind.Unreachable => "unreachable",
        TrapKind.IntegerDivideByZero => "integer divide by zero",
        TrapKind.IntegerOverflow => "integer overflow",
        TrapKind.InvalidConversionToInteger => "invalid conversion to integer",
        TrapKind.OutOfBoundsMemoryAccess => "out of bounds memory access",
        TrapKind.OutOfBoundsTableAccess => "out of bounds table access",
        TrapKind.UndefinedElement => "undefined element",
        TrapKind.UninitializedElement => "uninitialized element",
        TrapKind.IndirectCallTypeMismatch => "indirect call type mismatch",
        TrapKind.CallStackExhausted => "call stack exhausted",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This is no kind of trap."),
    };
}
