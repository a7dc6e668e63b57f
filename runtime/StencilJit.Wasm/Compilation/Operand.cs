namespace StencilJit.Wasm.Compilation;

/// <summary>An operand on the stack, as the compiler knows it: sixteen bytes, which are copied at once.</summary>
internal struct Operand
{
    public OperandKind Kind;
    public ValueKind Type;

    /// <summary>By how much it is still to be shifted left: by 1 to 3 where i32.add comes next, otherwise 0.</summary>
    public byte Shift;

    private byte _register;

    /// <summary>The frame slot where <see cref="Kind"/> is Slot or Local.</summary>
    public int Slot;

    /// <summary>The number's bits where <see cref="Kind"/> is Constant; narrower ones are zero-extended.</summary>
    public ulong Bits;

    /// <summary>The register (<see cref="Registers"/>) where <see cref="Kind"/> is Register.</summary>
    public int Register
    {
        readonly get => _register;
        set => _register = (byte)value;
    }

    /// <summary>Whether it is of the class of floating-point registers.</summary>
    public readonly bool IsFloat => IsFloatKind(Type);

    public static bool IsFloatKind(ValueKind type) => type is ValueKind.F32 or ValueKind.F64;
}
