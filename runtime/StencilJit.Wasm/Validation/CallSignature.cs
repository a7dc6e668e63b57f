namespace StencilJit.Wasm.Validation;

/// <summary>What a call takes from the stack and leaves there, so that it is checked without a loop.</summary>
internal readonly struct CallSignature
{
    /// <summary>So many operands are looked at, from the topmost downwards, whether they are arguments or not.</summary>
    public const int MostParameters = sizeof(ulong);

    // The parameters as they lie on the stack, the last one in the highest byte, and all bits of the bytes that are parameters.
    private readonly ulong _parameters;
    private readonly ulong _mask;

    public CallSignature(FunctionType type)
    {
        if (type.Parameters.Length > MostParameters || type.Results.Length > 1)
        {
            ParameterCount = int.MaxValue;
            return;
        }

        ParameterCount = type.Parameters.Length;
        ResultCount = type.Results.Length;
        Result = ResultCount == 0 ? ValueKinds.Unknown : type.Results[0];
        foreach (var parameter in type.Parameters)
        {
            _parameters = _parameters >> 8 | (ulong)parameter << 56;
            _mask = _mask >> 8 | 0xFFUL << 56;
        }
    }

    /// <summary>The number of parameters: more than there can be operands where there are too many of them or of results.</summary>
    public int ParameterCount { get; }

    /// <summary>The number of results, one or none.</summary>
    public int ResultCount { get; }

    /// <summary>The type of the result, where there is one.</summary>
    public ValueKind Result { get; }

    /// <summary>Whether the topmost operands have the parameters' types.</summary>
    public bool Takes(ulong operands) => ((operands ^ _parameters) & _mask) == 0;
}
