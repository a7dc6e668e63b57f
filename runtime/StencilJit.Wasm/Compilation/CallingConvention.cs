namespace StencilJit.Wasm.Compilation;

/// <summary>How functions of a type are called: <see cref="ArgumentRegisters"/> for all arguments at once.</summary>
internal sealed class CallingConvention
{
    private readonly sbyte[] _registers;

    public CallingConvention(FunctionType type)
    {
        Type = type;
        ParameterCount = type.Parameters.Length;
        ResultCount = type.Results.Length;
        FrameSlots = Math.Max(ParameterCount, ResultCount);
        _registers = new sbyte[ParameterCount];
        _registers.AsSpan().Fill(Compilation.Registers.None);
        foreach (var (register, _, argument) in new ArgumentRegisters(type))
            _registers[argument] = (sbyte)register;
        if (type.Results is [var result])
        {
            Result = result;
            ResultRegister = Compilation.Registers.Result(Operand.IsFloatKind(result));
        }
    }

    public FunctionType Type { get; }

    public int ParameterCount { get; }

    public int ResultCount { get; }

    /// <summary>How many slots of the callee's frame the caller reads or writes at most.</summary>
    public int FrameSlots { get; }

    /// <summary>The register that each argument comes in; <see cref="Compilation.Registers.None"/> for those that come in their slots.</summary>
    public ReadOnlySpan<sbyte> Registers => _registers;

    /// <summary>The type of the single result, if there is one.</summary>
    public ValueKind Result { get; }

    /// <summary>The register of the single result, if there is one.</summary>
    public int ResultRegister { get; }
}
