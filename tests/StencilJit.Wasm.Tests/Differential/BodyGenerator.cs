using System.Buffers.Binary;

namespace StencilJit.Wasm.Tests.Differential;

/// <summary>Makes a random body of a function: what leaves one value of a type, and statements that leave nothing.</summary>
internal sealed partial class BodyGenerator
{
    private const int MaximumDepth = 6;
    private const int MaximumBytes = 6000;

    private static readonly long[] s_integers =
        [0, 1, -1, 2, 7, 31, 32, 63, 64, 255, 65535, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 32, long.MaxValue, long.MinValue, 0x123456789ABCDEF];

    private static readonly double[] s_numbers =
        [0.0, -0.0, 1, -1, 0.5, 3.7, 1e10, -1e10, 1e300, -1e-300, 4294967296.0, -9.3e18, double.PositiveInfinity, double.NaN, 2147483647.5];

    private readonly Random _random;
    private readonly ModuleUnderTest _module;
    private readonly FunctionType[] _functions;
    private readonly int _index;
    private readonly ValueKind[] _locals;
    private readonly List<byte> _code = [];
    // The types that a branch to each open block takes along, the innermost last.
    private readonly List<ValueKind[]> _labels = [];

    public BodyGenerator(Random random, ModuleUnderTest module, FunctionType[] functions, int index, ValueKind[] locals)
    {
        _random = random;
        _module = module;
        _functions = functions;
        _index = index;
        _locals = [.. functions[index].Parameters, .. locals];
    }

    public byte[] Generate()
    {
        var results = _functions[_index].Results;
        _labels.Add([.. results]);
        for (int count = _random.Next(1, 6); count > 0; count--)
            Statement(0);
        foreach (var kind in results)
            Value(kind, 0);
        return [.. _code];
    }

    /// <summary>Leaves one value on the stack.</summary>
    private void Value(ValueKind kind, int depth)
    {
        if (depth >= MaximumDepth || _code.Count > MaximumBytes)
        {
            Leaf(kind);
            return;
        }

        switch (_random.Next(20))
        {
            case < 4:
                Leaf(kind);
                break;
            case < 10:
                Operation(kind, depth + 1);
                break;
            case 10:
                Load(kind, depth + 1);
                break;
            case 11:
                Value(kind, depth + 1);
                Value(kind, depth + 1);
                Value(ValueKind.I32, depth + 1);
                Add(0x1B);
                break;
            case 12:
                Value(kind, depth + 1);
                if (Local(kind) is { } local)
                    Add(0x22, local);
                break;
            case 13 or 14:
                Block(kind, depth + 1);
                break;
            case 15:
                If(kind, depth + 1);
                break;
            case 16:
                Loop(kind, depth + 1);
                break;
            case 17:
                Switch(kind, depth + 1);
                break;
            default:
                Call(kind, depth + 1);
                break;
        }
    }

    /// <summary>Leaves nothing on the stack.</summary>
    private void Statement(int depth)
    {
        if (depth >= MaximumDepth || _code.Count > MaximumBytes)
            return;
        var kind = AnyKind();
        switch (_random.Next(12))
        {
            case < 3:
                Value(kind, depth + 1);
                if (Local(kind) is { } local)
                    Add(0x21, local);
                else
                    Add(0x1A);
                break;
            case 3:
                Value(kind, depth + 1);
                Add(0x24, [Global(kind)]);
                break;
            case 4 or 5:
                Store(depth + 1);
                break;
            case 6:
                Value(kind, depth + 1);
                Add(0x1A);
                break;
            case 7:
                Value(ValueKind.I32, depth + 1);
                Add(0x04, 0x40);
                _labels.Add([]);
                Statement(depth + 1);
                if (_random.Next(2) == 0)
                {
                    Add(0x05);
                    Statement(depth + 1);
                }

                End();
                break;
            case 8:
                Add(0x02, 0x40);
                _labels.Add([]);
                Statement(depth + 1);
                Value(ValueKind.I32, depth + 1);
                Add(0x0D, 0);
                Statement(depth + 1);
                End();
                break;
            case 9:
                Leave(depth + 1);
                break;
            case 10:
                Fill(depth + 1);
                break;
            default:
                Statement(depth + 1);
                Statement(depth + 1);
                break;
        }
    }

    private void Leaf(ValueKind kind)
    {
        switch (_random.Next(5))
        {
            case < 3 when Local(kind) is { } local:
                Add(0x20, local);
                break;
            case 3:
                Add(0x23, Global(kind));
                break;
            default:
                Constant(kind);
                break;
        }
    }

    private void Constant(ValueKind kind)
    {
        long integer = _random.Next(3) == 0 ? _random.NextInt64() : s_integers[_random.Next(s_integers.Length)];
        double number = s_numbers[_random.Next(s_numbers.Length)];
        var bytes = new byte[8];
        switch (kind)
        {
            case ValueKind.I32:
                Add(0x41);
                Signed((int)integer);
                break;
            case ValueKind.I64:
                Add(0x42);
                Signed(integer);
                break;
            case ValueKind.F32:
                BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)number);
                Add(0x43, bytes[..4]);
                break;
            default:
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
                Add(0x44, bytes);
                break;
        }
    }

    private ValueKind AnyKind() => (ValueKind)(0x7F - _random.Next(4));

    private byte[]? Local(ValueKind kind)
    {
        // One of the locals with few tries: all of the kind may be rare.
        for (int attempt = 0; attempt < 8 && _locals.Length > 0; attempt++)
        {
            int local = _random.Next(_locals.Length);
            if (_locals[local] == kind)
                return ModuleBuilder.U32((uint)local);
        }

        return null;
    }

    private static byte Global(ValueKind kind) => (byte)(1 + 0x7F - (byte)kind);

    private void End()
    {
        _labels.RemoveAt(_labels.Count - 1);
        Add(0x0B);
    }

    private void Add(byte opcode, params ReadOnlySpan<byte> operands)
    {
        _code.Add(opcode);
        _code.AddRange(operands);
    }

    private void Signed(long value)
    {
        while (value is < -64 or > 63)
        {
            _code.Add((byte)(value | 0x80));
            value >>= 7;
        }

        _code.Add((byte)(value & 0x7F));
    }
}
