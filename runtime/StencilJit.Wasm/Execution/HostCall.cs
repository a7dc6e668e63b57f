namespace StencilJit.Wasm;

/// <summary>A call of a host function that is going on. It must not be kept.</summary>
/// <remarks>
/// Arguments and results share their places: read all arguments before setting a result, and set every result. Kinds are not
/// checked here, but against the host function's type when it is linked.
/// </remarks>
public readonly unsafe ref struct HostCall
{
    private readonly HostFunction _function;
    private readonly ulong* _slots;

    internal HostCall(Store store, Instance? caller, HostFunction function, ulong* slots)
    {
        Store = store;
        Caller = caller;
        _function = function;
        _slots = slots;
    }

    /// <summary>The type of the function that is called.</summary>
    public FunctionType Type => _function.Type;

    /// <summary>The store whose code calls.</summary>
    public Store Store { get; }

    /// <summary>The instance whose code calls, or null where .NET itself calls the host function.</summary>
    public Instance? Caller { get; }

    /// <summary>The caller's memory, or null if it has none.</summary>
    public Memory? Memory => Caller?.Memory;

    /// <summary>Reads an i32.</summary>
    /// <param name="argument">The argument's number, from 0.</param>
    public int GetI32(int argument) => (int)Argument(argument);

    /// <summary>Reads an i64.</summary>
    /// <param name="argument">The argument's number, from 0.</param>
    public long GetI64(int argument) => (long)Argument(argument);

    /// <summary>Reads an f32.</summary>
    /// <param name="argument">The argument's number, from 0.</param>
    public float GetF32(int argument) => BitConverter.UInt32BitsToSingle((uint)Argument(argument));

    /// <summary>Reads an f64.</summary>
    /// <param name="argument">The argument's number, from 0.</param>
    public double GetF64(int argument) => BitConverter.UInt64BitsToDouble(Argument(argument));

    /// <summary>Reads an externref.</summary>
    /// <param name="argument">The argument's number, from 0.</param>
    public object? GetExternRef(int argument) => Store.ReferenceOf((nint)Argument(argument));

    /// <summary>Reads a funcref.</summary>
    /// <param name="argument">The argument's number, from 0.</param>
    public Function? GetFuncRef(int argument) => Store.FunctionOf((Native.NativeFunction*)Argument(argument));

    /// <summary>Sets a result of type i32.</summary>
    /// <param name="result">The result's number, from 0.</param>
    /// <param name="value">Its value.</param>
    public void SetI32(int result, int value) => Result(result) = (uint)value;

    /// <summary>Sets a result of type i64.</summary>
    /// <param name="result">The result's number, from 0.</param>
    /// <param name="value">Its value.</param>
    public void SetI64(int result, long value) => Result(result) = (ulong)value;

    /// <summary>Sets a result of type f32.</summary>
    /// <param name="result">The result's number, from 0.</param>
    /// <param name="value">Its value.</param>
    public void SetF32(int result, float value) => Result(result) = BitConverter.SingleToUInt32Bits(value);

    /// <summary>Sets a result of type f64.</summary>
    /// <param name="result">The result's number, from 0.</param>
    /// <param name="value">Its value.</param>
    public void SetF64(int result, double value) => Result(result) = BitConverter.DoubleToUInt64Bits(value);

    /// <summary>Sets a result of type externref.</summary>
    /// <param name="result">The result's number, from 0.</param>
    /// <param name="value">Its value.</param>
    public void SetExternRef(int result, object? value) => Result(result) = (ulong)Store.HandleOf(value);

    /// <summary>Sets a result of type funcref.</summary>
    /// <param name="result">The result's number, from 0.</param>
    /// <param name="value">Its value, of the same store.</param>
    public void SetFuncRef(int result, Function? value) => Result(result) = (ulong)Store.AddressOf(value);

    private ulong Argument(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)_function.Type.Parameters.Length, nameof(index));
        return _slots[index];
    }

    private ref ulong Result(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)_function.Type.Results.Length, nameof(index));
        return ref _slots[index];
    }
}
