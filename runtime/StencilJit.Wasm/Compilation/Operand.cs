namespace StencilJit.Wasm.Compilation;

/// <summary>An operand on the stack, as the compiler knows it.</summary>
internal struct Operand
{
    private const int ShiftPosition = 24;

    // Of two words, so that it is stored as two: processors wait where what was stored in pieces is loaded whole. From the lowest
    // bits upwards: kind (8 bits), type (8), register (8), shift (8), slot.
    private ulong _place;

    private Operand(OperandKind kind, ValueKind type, int register, int slot, ulong bits)
    {
        _place = (ulong)kind | ((ulong)type << 8) | ((ulong)(uint)register << 16) | ((ulong)(uint)slot << 32);
        Bits = bits;
    }

    /// <summary>The number's bits where <see cref="Kind"/> is Constant; narrower ones are zero-extended.</summary>
    public ulong Bits { get; set; }

    public readonly OperandKind Kind => (OperandKind)(byte)_place;

    public readonly ValueKind Type => (ValueKind)(byte)(_place >> 8);

    /// <summary>The register (<see cref="Registers"/>) where <see cref="Kind"/> is Register.</summary>
    public readonly int Register => (byte)(_place >> 16);

    /// <summary>The frame slot where <see cref="Kind"/> is Slot or Local.</summary>
    public readonly int Slot => (int)(_place >> 32);

    /// <summary>By how much it is still to be shifted left: by 1 to 3 where i32.add comes next, otherwise 0.</summary>
    public byte Shift
    {
        readonly get => (byte)(_place >> ShiftPosition);
        set => _place = (_place & ~(0xFFUL << ShiftPosition)) | ((ulong)value << ShiftPosition);
    }

    /// <summary>Whether it is of the class of floating-point registers.</summary>
    public readonly bool IsFloat => IsFloatKind(Type);

    public static bool IsFloatKind(ValueKind type) => type is ValueKind.F32 or ValueKind.F64;

    public static Operand InRegister(ValueKind type, int register) => new(OperandKind.Register, type, register, 0, 0);

    public static Operand InSlot(ValueKind type, int slot) => new(OperandKind.Slot, type, 0, slot, 0);

    /// <summary>What a local has, whose slot is given.</summary>
    public static Operand OfLocal(ValueKind type, int slot) => new(OperandKind.Local, type, 0, slot, 0);

    public static Operand Number(ValueKind type, ulong bits) => new(OperandKind.Constant, type, 0, 0, bits);

    /// <summary>The same place, read with all of its 64 bits.</summary>
    public readonly Operand AsI64() => new(Kind, ValueKind.I64, Register, Slot, Bits);
}
