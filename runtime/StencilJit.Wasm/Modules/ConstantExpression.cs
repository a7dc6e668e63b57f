namespace StencilJit.Wasm;

/// <summary>An initial value or an offset (3.3.10). In WebAssembly 2.0 a valid one is always a single instruction.</summary>
public readonly struct ConstantExpression
{
    internal ConstantExpression(ConstantKind kind, ValueKind type, ulong bits, int offset)
    {
        Kind = kind;
        Type = type;
        Bits = bits;
        Offset = offset;
    }

    /// <summary>The value's bits, where it is a number; narrower ones are zero-extended.</summary>
    public ulong Bits { get; }

    /// <summary>Where the expression starts in the module's bytes.</summary>
    public int Offset { get; }

    /// <summary>How the value is got.</summary>
    public ConstantKind Kind { get; }

    /// <summary>The value's type.</summary>
    public ValueKind Type { get; }

    /// <summary>The index of the global or function.</summary>
    public int Index => (int)Bits;
}
