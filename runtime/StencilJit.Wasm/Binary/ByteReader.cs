using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace StencilJit.Wasm.Binary;

/// <summary>
/// Reads values of the binary format (5.2) from a part of a module's bytes, which must be pinned as long as the reader is
/// used. Every read is checked against the end of that part.
/// </summary>
internal unsafe struct ByteReader
{
    private readonly byte* _module;
    private readonly byte* _end;
    private byte* _next;

    public ByteReader(byte* module, int start, int end)
    {
        _module = module;
        _next = module + start;
        _end = module + end;
    }

    /// <summary>The offset in the module of the byte that is read next.</summary>
    public readonly int Offset => OffsetOf(_next);

    /// <summary>The byte that is read next, for who reads on without the reader and comes back.</summary>
    public byte* Next
    {
        readonly get => _next;
        set => _next = value;
    }

    /// <summary>The first byte of the module, which offsets count from.</summary>
    public readonly byte* Module => _module;

    /// <summary>Behind the last byte.</summary>
    public readonly byte* End => _end;

    public readonly int Remaining => (int)(_end - _next);

    public readonly bool IsAtEnd => _next == _end;

    /// <summary>The bytes that are not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => new(_next, Remaining);

    /// <summary>The byte that is read next, or -1 at the end.</summary>
    public readonly int Peek() => _next < _end ? *_next : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte()
    {
        if (_next == _end)
            ThrowEnd();
        return *_next++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadU32()
    {
        if (_next < _end && *_next < 0x80)
            return *_next++;
        return ReadLongU32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadS32()
    {
        // Bit 6 is the sign of a single byte.
        if (_next < _end && *_next < 0x80)
            return (sbyte)(*_next++ << 1) >> 1;
        return (int)ReadSigned(32);
    }

    /// <summary>An index into a block's possible types: a number that cannot be mistaken for a value type (5.4.1).</summary>
    public long ReadS33() => ReadSigned(33);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadS64()
    {
        if (_next < _end && *_next < 0x80)
            return (sbyte)(*_next++ << 1) >> 1;
        return ReadSigned(64);
    }

    public uint ReadF32() => BitConverter.ToUInt32(ReadBytes(4));

    public ulong ReadF64() => BitConverter.ToUInt64(ReadBytes(8));

    /// <summary>A number of things of which each takes at least one byte.</summary>
    public int ReadCount()
    {
        var offset = Offset;
        var count = ReadU32();
        if (count > (uint)Remaining)
            throw new WasmFormatException("length out of bounds", offset);
        return (int)count;
    }

    /// <summary>An index into something that a module has at most 2^31 - 1 of; larger ones are beyond any such space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadIndex() => (int)Math.Min(ReadU32(), int.MaxValue);

    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count > Remaining)
            ThrowEnd();
        var bytes = new ReadOnlySpan<byte>(_next, count);
        _next += count;
        return bytes;
    }

    public string ReadName()
    {
        var length = ReadCount();
        var offset = Offset;
        var bytes = ReadBytes(length);
        if (!Utf8.IsValid(bytes))
            throw new WasmFormatException("malformed UTF-8 encoding", offset);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Takes a part off the front, to be read by itself.</summary>
    public ByteReader Split(int length)
    {
        var start = Offset;
        ReadBytes(length);
        return new ByteReader(_module, start, start + length);
    }

    public readonly int OffsetOf(byte* next) => (int)(next - _module);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private uint ReadLongU32()
    {
        if (Remaining >= Leb128.MostBytes)
        {
            byte* next = Leb128.ReadU32(_next, out uint value);
            if (next != null)
            {
                _next = next;
                return value;
            }
        }

        return (uint)ReadUnsigned(32);
    }

    /// <summary>LEB128 (5.2.2): the last byte may only have bits that the type has.</summary>
    private ulong ReadUnsigned(int bits)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var left = bits - shift;
            if (left <= 0)
                throw new WasmFormatException("integer representation too long", Offset - 1);
            var octet = ReadByte();
            if (left < 7 && (octet & 0x7F) >> left != 0)
                throw new WasmFormatException("integer too large", Offset - 1);
            value |= (ulong)(octet & 0x7F) << shift;
            if (octet < 0x80)
                return value;
        }
    }

    private long ReadSigned(int bits)
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var left = bits - shift;
            if (left <= 0)
                throw new WasmFormatException("integer representation too long", Offset - 1);
            var octet = ReadByte();
            if (left < 7)
            {
                // The bits that the type does not have must repeat its sign.
                var signs = (0x7F << (left - 1)) & 0x7F;
                if ((octet & signs) != 0 && (octet & signs) != signs)
                    throw new WasmFormatException("integer too large", Offset - 1);
            }

            value |= (long)(octet & 0x7F) << shift;
            if (octet < 0x80)
            {
                var unused = 64 - shift - 7;
                return unused > 0 ? value << unused >> unused : value;
            }
        }
    }

    private readonly void ThrowEnd() => throw new WasmFormatException("unexpected end of section or function", Offset);
}
