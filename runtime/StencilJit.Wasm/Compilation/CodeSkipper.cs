using System.Runtime.CompilerServices;
using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Compilation;

/// <summary>Goes from instruction to instruction (5.4) without looking at what is not asked for. Where bytes are missing, it is at the end.</summary>
internal ref struct CodeSkipper(ReadOnlySpan<byte> code)
{
    private const byte Leb = 1;
    private const byte TwoLebs = 2;
    private const byte OneByte = 3;
    private const byte FourBytes = 4;
    private const byte EightBytes = 5;
    private const byte Special = 6;

    private readonly ReadOnlySpan<byte> _code = code;
    private int _next;

    // What follows each opcode from 0x00 to 0x44, 0xD0 and 0xD2 apart. All others up to 0xC4 have nothing.
    private static ReadOnlySpan<byte> Immediates =>
    [
        0, 0, Leb, Leb, Leb, 0, 0, 0, 0, 0, 0, 0, Leb, Leb, Special, 0,
        Leb, TwoLebs, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Special, 0, 0, 0,
        Leb, Leb, Leb, Leb, Leb, Leb, Leb, 0,
        TwoLebs, TwoLebs, TwoLebs, TwoLebs, TwoLebs, TwoLebs, TwoLebs, TwoLebs,
        TwoLebs, TwoLebs, TwoLebs, TwoLebs, TwoLebs, TwoLebs, TwoLebs, TwoLebs,
        TwoLebs, TwoLebs, TwoLebs, TwoLebs, TwoLebs, TwoLebs, TwoLebs, OneByte,
        OneByte, Leb, Leb, FourBytes, EightBytes,
    ];

    public readonly bool IsAtEnd => _next >= _code.Length;

    public readonly int Offset => _next;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte() => _code[_next++];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadIndex()
    {
        if (_next < _code.Length && _code[_next] < 0x80)
            return _code[_next++];
        return ReadLongIndex();
    }

    /// <summary>Skips what follows an opcode.</summary>
    /// <returns>Whether the instruction is a call, of a function or of a helper.</returns>
    public bool SkipImmediates(Opcode opcode)
    {
        int kind = (int)opcode < Immediates.Length ? Immediates[(int)opcode] : 0;
        switch (kind)
        {
            case Leb:
                SkipLeb();
                return opcode == Opcode.Call;
            case TwoLebs:
                SkipLeb();
                SkipLeb();
                return opcode == Opcode.CallIndirect;
            case OneByte:
                _next++;
                return opcode == Opcode.MemoryGrow;
            case FourBytes:
                _next += 4;
                return false;
            case EightBytes:
                _next += 8;
                return false;
            case Special:
                // br_table and select of a type: a vector, and for the table the label of the other cases.
                uint count = ReadIndex() + (opcode == Opcode.BranchTable ? 1u : 0u);
                for (; count > 0 && !IsAtEnd; count--)
                    SkipLeb();
                return false;
            default:
                return (int)opcode > (int)Opcode.I64Extend32S && SkipReference(opcode);
        }
    }

    private bool SkipReference(Opcode opcode)
    {
        const int prefix = 0xFC;
        switch ((int)opcode)
        {
            case (int)Opcode.RefNull:
            case (int)Opcode.RefFunc:
                SkipLeb();
                return false;
            case prefix:
                uint number = ReadIndex();
                if (number is < 8 or > 17)
                    return false;
                // Those of memory and tables have one or two indices.
                SkipLeb();
                if (number is 8 or 10 or 12 or 14)
                    SkipLeb();
                return number != 16;
            default:
                return false;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipLeb()
    {
        while (_next < _code.Length && _code[_next++] >= 0x80)
        {
        }
    }

    private uint ReadLongIndex()
    {
        uint value = 0;
        for (int shift = 0; _next < _code.Length; shift += 7)
        {
            byte octet = _code[_next++];
            value |= (uint)(octet & 0x7F) << shift;
            if (octet < 0x80)
                return value;
        }

        return uint.MaxValue;
    }
}
