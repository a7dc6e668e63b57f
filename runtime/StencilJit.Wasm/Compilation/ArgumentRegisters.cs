namespace StencilJit.Wasm.Compilation;

/// <summary>The arguments of a function that come in registers: the first ones of each class. The others are in slots.</summary>
internal ref struct ArgumentRegisters(FunctionType type)
{
    private readonly ReadOnlySpan<ValueKind> _parameters = type.Parameters.AsSpan();
    private int _next;
    private int _integers;
    private int _floats;

    public (int Register, ValueKind Kind, int Argument) Current { get; private set; }

    public readonly ArgumentRegisters GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_next < _parameters.Length)
        {
            int argument = _next++;
            var kind = _parameters[argument];
            bool isFloat = Operand.IsFloatKind(kind);
            int index = isFloat ? _floats++ : _integers++;
            if (index >= Registers.Arguments)
                continue;
            Current = (Registers.Argument(index, isFloat), kind, argument);
            return true;
        }

        return false;
    }
}
