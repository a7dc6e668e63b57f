using System.Runtime.CompilerServices;
using StencilJit.Wasm.Decoding;

namespace StencilJit.Wasm.Compilation;

/// <summary>An operand on the stack, as the compiler knows it.</summary>
internal struct Operand
{
    private const int TypePosition = 8;
    private const int RegisterPosition = 16;
    private const int ShiftPosition = 24;

    // Of two words, so that it is stored as two: processors wait where what was stored in pieces is loaded whole. From the lowest
    // bits upwards: kind (8 bits), type (8), register (8), shift (8); the others mean nothing. Kind and type are where what is
    // pushed has whether it is a number and its type, and that has zeros in place of the next two.
    private ulong _place;

    private Operand(OperandKind kind, ValueKind type, int register, ulong bits)
    {
        _place = (ulong)kind | ((ulong)type << TypePosition) | ((ulong)(uint)register << RegisterPosition);
        Bits = bits;
    }

    /// <summary>The number's bits where <see cref="Kind"/> is Constant; narrower ones are zero-extended.</summary>
    public ulong Bits { get; set; }

    public readonly OperandKind Kind => (OperandKind)(byte)_place;

    /// <summary>All bits where <see cref="Kind"/> is Local, otherwise none.</summary>
    public readonly int IsLocal => ((int)Kind - 1) >> 31;

    /// <summary>All bits where <see cref="Kind"/> is Register, otherwise none.</summary>
    public readonly int IsInRegister => (((int)Kind ^ (int)OperandKind.Register) - 1) >> 31;

    public ValueKind Type
    {
        readonly get => (ValueKind)(byte)(_place >> TypePosition);
        set => _place = (_place & ~(0xFFUL << TypePosition)) | ((ulong)value << TypePosition);
    }

    /// <summary>The register (<see cref="Registers"/>) where <see cref="Kind"/> is Register.</summary>
    public readonly int Register => (byte)(_place >> RegisterPosition);

    /// <summary>The local where <see cref="Kind"/> is Local.</summary>
    public readonly int Local => (int)Bits;

    /// <summary>The frame slot where <see cref="Kind"/> is Slot.</summary>
    public readonly int Slot => (int)Bits;

    /// <summary>By how much it is still to be shifted left: by 1 to 3 where i32.add comes next, otherwise 0.</summary>
    public byte Shift
    {
        readonly get => (byte)(_place >> ShiftPosition);
        set => _place = (_place & ~(0xFFUL << ShiftPosition)) | ((ulong)value << ShiftPosition);
    }

    /// <summary>Whether it is of the class of floating-point registers.</summary>
    public readonly bool IsFloat => IsFloatKind(Type);

    public static bool IsFloatKind(ValueKind type) => type is ValueKind.F32 or ValueKind.F64;

    /// <summary>What local.get or a constant pushes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Operand Of(DecodedPush push) => Unsafe.BitCast<DecodedPush, Operand>(push);

    public static Operand InRegister(ValueKind type, int register) => new(OperandKind.Register, type, register, 0);

    public static Operand InSlot(ValueKind type, int slot) => new(OperandKind.Slot, type, 0, (ulong)slot);

    public static Operand OfLocal(ValueKind type, int local) => new(OperandKind.Local, type, 0, (ulong)local);

    /// <summary>The same place, read with all of its 64 bits.</summary>
    public readonly Operand AsI64() => new(Kind, ValueKind.I64, Register, Bits);
}
