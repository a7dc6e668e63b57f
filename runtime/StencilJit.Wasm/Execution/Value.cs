using System.Globalization;

namespace StencilJit.Wasm;

/// <summary>A WebAssembly value of any type. <c>default</c> is none.</summary>
public readonly struct Value : IEquatable<Value>
{
    private Value(ValueKind kind, ulong bits, object? reference)
    {
        Kind = kind;
        Bits = bits;
        Reference = reference;
    }

    /// <summary>The value's type.</summary>
    public ValueKind Kind { get; }

    /// <summary>A number's bits; those of narrower ones are zero-extended.</summary>
    internal ulong Bits { get; }

    internal object? Reference { get; }

    /// <summary>An i32.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Value(int value) => new(ValueKind.I32, (uint)value, null);

    /// <summary>An i64.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Value(long value) => new(ValueKind.I64, (ulong)value, null);

    /// <summary>An f32.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Value(float value) => new(ValueKind.F32, BitConverter.SingleToUInt32Bits(value), null);

    /// <summary>An f64.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Value(double value) => new(ValueKind.F64, BitConverter.DoubleToUInt64Bits(value), null);

    /// <summary>Whether two values are the same: numbers by their bits, references by identity.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">Another one.</param>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">Another one.</param>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    /// <summary>A reference to a function.</summary>
    /// <param name="function">The function, or null.</param>
    public static Value FuncRef(Function? function) => new(ValueKind.FuncRef, 0, function);

    /// <summary>A reference to an object of the host. A store keeps every object that it was given as long as it lives.</summary>
    /// <param name="reference">The object, or null.</param>
    public static Value ExternRef(object? reference) => new(ValueKind.ExternRef, 0, reference);

    /// <summary>A number from its bits, so that those of a NaN are kept.</summary>
    /// <param name="kind">The number's type.</param>
    /// <param name="bits">Its bits; those beyond the type's width are ignored.</param>
    public static Value FromBits(ValueKind kind, ulong bits) => kind switch
    {
        ValueKind.I32 or ValueKind.F32 => new(kind, (uint)bits, null),
        ValueKind.I64 or ValueKind.F64 => new(kind, bits, null),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only numbers have bits."),
    };

    /// <summary>The zero or null of a type: what locals and globals start as.</summary>
    /// <param name="kind">The type.</param>
    public static Value Zero(ValueKind kind) => new(kind, 0, null);

    /// <summary>The number of an i32.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public int AsI32() => (int)BitsOf(ValueKind.I32);

    /// <summary>The number of an i64.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public long AsI64() => (long)BitsOf(ValueKind.I64);

    /// <summary>The number of an f32.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public float AsF32() => BitConverter.UInt32BitsToSingle((uint)BitsOf(ValueKind.F32));

    /// <summary>The number of an f64.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public double AsF64() => BitConverter.UInt64BitsToDouble(BitsOf(ValueKind.F64));

    /// <summary>The function of a funcref, or null.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public Function? AsFuncRef()
    {
        _ = BitsOf(ValueKind.FuncRef);
        return (Function?)Reference;
    }

    /// <summary>The object of an externref, or null.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public object? AsExternRef()
    {
        _ = BitsOf(ValueKind.ExternRef);
        return Reference;
    }

    /// <inheritdoc/>
    public bool Equals(Value other) => Kind == other.Kind && Bits == other.Bits && ReferenceEquals(Reference, other.Reference);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Bits, Reference);

    /// <summary>The type and the value, such as <c>i32 7</c>.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.I32 => string.Create(CultureInfo.InvariantCulture, $"i32 {AsI32()}"),
        ValueKind.I64 => string.Create(CultureInfo.InvariantCulture, $"i64 {AsI64()}"),
        ValueKind.F32 => string.Create(CultureInfo.InvariantCulture, $"f32 {AsF32():R}"),
        ValueKind.F64 => string.Create(CultureInfo.InvariantCulture, $"f64 {AsF64():R}"),
        ValueKind.FuncRef or ValueKind.ExternRef => $"{Kind.Name()} {Reference ?? "null"}",
        _ => "none",
    };

    private ulong BitsOf(ValueKind kind) =>
        Kind == kind ? Bits : throw new InvalidOperationException($"The value is of type {Kind.Name()}, not {kind.Name()}.");
}
