using System.Runtime.InteropServices;

namespace StencilJit.Wasm.Wasi;

/// <summary>
/// A program's memory during a call. Addresses come from the program: every access is checked, and one that fails is the
/// program's error (EFAULT), not a trap.
/// </summary>
internal readonly unsafe ref struct GuestMemory
{
    private readonly byte* _start;
    private readonly long _length;

    /// <param name="start">The first byte; it does not move during the call.</param>
    /// <param name="length">The number of bytes.</param>
    public GuestMemory(byte* start, long length)
    {
        _start = start;
        _length = length;
    }

    /// <summary>A part of the memory.</summary>
    public bool TrySlice(uint address, uint length, out Span<byte> bytes)
    {
        if (length > int.MaxValue || address + (ulong)length > (ulong)_length)
        {
            bytes = default;
            return false;
        }

        bytes = new Span<byte>(_start + address, (int)length);
        return true;
    }

    public bool TryRead<T>(uint address, out T value)
        where T : unmanaged
    {
        if (!TrySlice(address, (uint)sizeof(T), out var bytes))
        {
            value = default;
            return false;
        }

        value = MemoryMarshal.Read<T>(bytes);
        return true;
    }

    public bool TryWrite<T>(uint address, T value)
        where T : unmanaged
    {
        if (!TrySlice(address, (uint)sizeof(T), out var bytes))
            return false;
        MemoryMarshal.Write(bytes, in value);
        return true;
    }

    /// <summary>Writes a field of a structure.</summary>
    public static void Write<T>(Span<byte> structure, int offset, T value)
        where T : unmanaged => MemoryMarshal.Write(structure[offset..], in value);

    /// <summary>Reads a field of a structure.</summary>
    public static T Read<T>(ReadOnlySpan<byte> structure, int offset)
        where T : unmanaged => MemoryMarshal.Read<T>(structure[offset..]);
}
