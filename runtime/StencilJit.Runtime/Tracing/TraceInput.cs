using System.Buffers.Binary;
using System.Text;

namespace StencilJit.Runtime.Tracing;

/// <summary>Reads the parts of a trace; every read is checked against the end.</summary>
internal ref struct TraceInput(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int next;

    public readonly bool IsAtEnd => next == bytes.Length;

    public ulong Number()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (next == bytes.Length)
                throw Damaged("it ends in the middle");
            byte octet = bytes[next++];
            value |= (ulong)(octet & 0x7F) << shift;
            if (octet < 0x80)
                return value;
        }

        throw Damaged("a number is too long");
    }

    /// <summary>A number that is at most what is said.</summary>
    public int Number(int most, string what)
    {
        ulong value = Number();
        return value <= (ulong)most ? (int)value : throw Damaged($"{what} is {value}, more than {most}");
    }

    /// <summary>A number of things of which each takes at least so many bytes, so that a few bytes cannot demand gigabytes.</summary>
    public int Count(int bytesEach, string what) => Number((bytes.Length - next) / bytesEach, what);

    public long Signed()
    {
        ulong value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public long Word64() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(sizeof(long)));

    public string Text() => Encoding.UTF8.GetString(Blob());

    public ReadOnlySpan<byte> Blob() => Bytes(Count(1, "a length"));

    public readonly StitchTraceFormatException Damaged(string what) =>
        new($"The trace is damaged at byte {next + TraceReader.HeaderLength}: {what}. Record it again.");

    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > bytes.Length - next)
            throw Damaged("it ends in the middle");
        var part = bytes.Slice(next, count);
        next += count;
        return part;
    }
}
