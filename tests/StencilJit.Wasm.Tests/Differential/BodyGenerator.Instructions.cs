namespace StencilJit.Wasm.Tests.Differential;

/// <content>Instructions with operands.</content>
internal sealed partial class BodyGenerator
{
    /// <summary>A numeric instruction: one or two operands of a type, a result.</summary>
    private static readonly Dictionary<ValueKind, (byte From, byte To, int Operands, ValueKind Operand)[]> s_operations = new()
    {
        [ValueKind.I32] =
        [
            (0x45, 0x45, 1, ValueKind.I32), (0x46, 0x4F, 2, ValueKind.I32), (0x50, 0x50, 1, ValueKind.I64), (0x51, 0x5A, 2, ValueKind.I64),
            (0x5B, 0x60, 2, ValueKind.F32), (0x61, 0x66, 2, ValueKind.F64), (0x67, 0x69, 1, ValueKind.I32), (0x6A, 0x78, 2, ValueKind.I32),
            (0x6A, 0x78, 2, ValueKind.I32), (0xA7, 0xA7, 1, ValueKind.I64), (0xC0, 0xC1, 1, ValueKind.I32),
        ],
        [ValueKind.I64] =
        [
            (0x79, 0x7B, 1, ValueKind.I64), (0x7C, 0x8A, 2, ValueKind.I64), (0x7C, 0x8A, 2, ValueKind.I64), (0xAC, 0xAD, 1, ValueKind.I32),
            (0xC2, 0xC4, 1, ValueKind.I64),
        ],
        [ValueKind.F32] =
        [
            (0x8B, 0x91, 1, ValueKind.F32), (0x92, 0x97, 2, ValueKind.F32), (0xB2, 0xB3, 1, ValueKind.I32), (0xB4, 0xB5, 1, ValueKind.I64),
            (0xB6, 0xB6, 1, ValueKind.F64),
        ],
        [ValueKind.F64] =
        [
            (0x99, 0x9F, 1, ValueKind.F64), (0xA0, 0xA5, 2, ValueKind.F64), (0xB7, 0xB8, 1, ValueKind.I32), (0xB9, 0xBA, 1, ValueKind.I64),
            (0xBB, 0xBB, 1, ValueKind.F32),
        ],
    };

    private void Operation(ValueKind kind, int depth)
    {
        if (kind is ValueKind.I32 or ValueKind.I64 && _random.Next(8) == 0)
        {
            // Saturating conversions; those that trap are rare enough to let programs go on.
            bool isWide = kind == ValueKind.I64;
            bool isDouble = _random.Next(2) == 0;
            Value(isDouble ? ValueKind.F64 : ValueKind.F32, depth);
            int unsigned = _random.Next(2);
            if (_random.Next(20) == 0)
                Add((byte)((isWide ? 0xAE : 0xA8) + (isDouble ? 2 : 0) + unsigned));
            else
                Add(0xFC, [(byte)((isWide ? 4 : 0) + (isDouble ? 2 : 0) + unsigned)]);
            return;
        }

        var (from, to, operands, operand) = Pick(s_operations[kind]);
        Value(operand, depth);
        if (operands == 2)
            Value(operand, depth);
        byte opcode = (byte)_random.Next(from, to + 1);
        if (IsDivision(opcode) && _random.Next(10) != 0)
        {
            // A divisor that is not zero.
            Add(operand == ValueKind.I32 ? (byte)0x41 : (byte)0x42, 1);
            Add(operand == ValueKind.I32 ? (byte)0x72 : (byte)0x84);
        }

        Add(opcode);
    }

    private static bool IsDivision(byte opcode) => opcode is >= 0x6D and <= 0x70 or >= 0x7F and <= 0x82;

    private void Load(ValueKind kind, int depth)
    {
        Address(depth);
        var (from, to) = kind switch
        {
            ValueKind.I32 => (0x2C, 0x2F),
            ValueKind.I64 => (0x30, 0x35),
            ValueKind.F32 => (0x2A, 0x2A),
            _ => (0x2B, 0x2B),
        };
        int opcode = _random.Next(3) != 0 ? _random.Next(from, to + 1) : kind switch
        {
            ValueKind.I32 => 0x28,
            ValueKind.I64 => 0x29,
            _ => from,
        };
        Add((byte)opcode, [0, .. Offset()]);
    }

    private void Store(int depth)
    {
        Address(depth);
        bool isWide = _random.Next(2) == 0;
        Value(isWide ? ValueKind.I64 : ValueKind.I32, depth);
        byte opcode = isWide
            ? (byte)(_random.Next(2) == 0 ? 0x37 : _random.Next(0x3C, 0x3F))
            : (byte)(_random.Next(2) == 0 ? 0x36 : _random.Next(0x3A, 0x3C));
        Add(opcode, [0, .. Offset()]);
    }

    /// <summary>An address that is almost always within the first page.</summary>
    private void Address(int depth)
    {
        Value(ValueKind.I32, depth);
        if (_random.Next(30) == 0)
            return;
        Add(0x41);
        Signed(0x7FFF);
        Add(0x71);
    }

    private byte[] Offset() =>
        ModuleBuilder.U32(_random.Next(40) == 0 ? (uint)_random.NextInt64(uint.MaxValue) : (uint)_random.Next(0x4000));

    private void Fill(int depth)
    {
        Address(depth);
        Value(ValueKind.I32, depth);
        Add(0x41, 9);
        if (_random.Next(2) == 0)
        {
            Add(0xFC, 11, 0);
        }
        else
        {
            // memory.copy: the value before is an address.
            Add(0x1A);
            Add(0x41);
            Signed(0x7F0);
            Add(0x71);
            Add(0x41, 17);
            Add(0xFC, 10, 0, 0);
        }
    }

    /// <summary>A call that leaves one value; calls go to later functions only, so that they end.</summary>
    private void Call(ValueKind kind, int depth)
    {
        if (kind == ValueKind.I64 && _random.Next(3) == 0)
        {
            foreach (var parameter in ProgramGenerator.HostType.Parameters)
                Value(parameter, depth);
            Add(0x10, 0);
            return;
        }

        int callee = _random.Next(_index + 1, _functions.Length + 1);
        if (callee >= _functions.Length || !_functions[callee].Results.Contains(kind))
        {
            Leaf(kind);
            return;
        }

        var type = _functions[callee];
        foreach (var parameter in type.Parameters)
            Value(parameter, depth);
        if (_random.Next(2) == 0)
        {
            Add(0x10, (byte)(callee + 1));
        }
        else
        {
            Add(0x41, (byte)(callee + 1 + (_random.Next(20) == 0 ? 1 : 0)));
            Add(0x11, _module.TypeIndex(type), 0);
        }

        Keep(type.Results.AsSpan(), kind);
    }

    /// <summary>Of the topmost values, leaves one of a kind.</summary>
    private void Keep(ReadOnlySpan<ValueKind> values, ValueKind kind)
    {
        int kept = values.LastIndexOf(kind);
        for (int i = values.Length - 1; i > kept; i--)
            Add(0x1A);
        for (int i = kept - 1; i >= 0; i--)
        {
            if (values[i] == kind)
            {
                Add(0x41, (byte)_random.Next(2));
                Add(0x1B);
            }
            else
            {
                // In a block that takes both, through a global.
                Add(0x02, _module.TypeIndex(new FunctionType([values[i], kind], [kind])));
                Add(0x24, Global(kind));
                Add(0x1A);
                Add(0x23, Global(kind));
                Add(0x0B);
            }
        }
    }

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];
}
