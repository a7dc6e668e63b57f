using System.Buffers.Binary;
using System.Text;

namespace StencilJit.Runtime.Tracing;

/// <summary>Writes the parts of a trace to a stream, in large pieces, and adds their checksum.</summary>
internal sealed class TraceOutput(Stream stream)
{
    private const int LongestNumber = 10;

    private readonly byte[] buffer = new byte[64 << 10];
    private int used;
    private uint checksum = TraceFormat.NoBytes;

    /// <summary>LEB128: seven bits a byte, the lowest first; the highest bit tells that another byte follows.</summary>
    public void Number(ulong value)
    {
        if (used > buffer.Length - LongestNumber)
            Flush();
        for (; value >= 0x80; value >>= 7)
            buffer[used++] = (byte)(value | 0x80);
        buffer[used++] = (byte)value;
    }

    /// <summary>A number with its sign in the lowest bit.</summary>
    public void Signed(long value) => Number((ulong)(value << 1 ^ value >> 63));

    public void Word32(uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        Bytes(bytes);
    }

    public void Word64(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Bytes(bytes);
    }

    public void Text(string text) => Blob(Encoding.UTF8.GetBytes(text));

    public void Blob(ReadOnlySpan<byte> bytes)
    {
        Number((ulong)bytes.Length);
        Bytes(bytes);
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > buffer.Length - used)
            Flush();
        if (bytes.Length > buffer.Length)
        {
            Send(bytes);
            return;
        }

        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }

    public void Finish()
    {
        Flush();
        Span<byte> end = stackalloc byte[TraceFormat.ChecksumLength];
        BinaryPrimitives.WriteUInt32LittleEndian(end, ~checksum);
        stream.Write(end);
    }

    private void Flush()
    {
        Send(buffer.AsSpan(0, used));
        used = 0;
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        checksum = TraceFormat.Checksum(checksum, bytes);
        stream.Write(bytes);
    }
}
