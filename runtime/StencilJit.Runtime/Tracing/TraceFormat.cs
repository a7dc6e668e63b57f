using System.Buffers.Binary;
using System.Numerics;

namespace StencilJit.Runtime.Tracing;

/// <summary>What the writer and the reader of traces must agree on; docs/tracing.md describes the format.</summary>
internal static class TraceFormat
{
    public const uint Version = 1;

    public const int ChecksumLength = sizeof(uint);

    /// <summary>The line feed shows where a transfer took the file for text.</summary>
    public static ReadOnlySpan<byte> Magic => "SJTRACE\n"u8;

    /// <summary>The checksum before the first byte.</summary>
    public const uint NoBytes = ~0u;

    /// <summary>CRC-32C, goes on from the checksum of what is before; the complement of the last one stands in the file.</summary>
    public static uint Checksum(uint before, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            before = BitOperations.Crc32C(before, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte value in bytes)
            before = BitOperations.Crc32C(before, value);
        return before;
    }
}
