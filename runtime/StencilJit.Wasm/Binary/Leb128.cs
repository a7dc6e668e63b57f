using System.Runtime.CompilerServices;

namespace StencilJit.Wasm.Binary;

/// <summary>
/// Numbers (5.2.2) of more than one byte, straight through. That there is an end to them is up to who calls. What is wrong with one,
/// and where, <see cref="ByteReader"/> tells.
/// </summary>
internal static unsafe class Leb128
{
    /// <summary>So many bytes are looked at, at most.</summary>
    public const int MostBytes = 5;

    // The highest bit of a byte says that another one follows: that one less 1 takes it off the sum again.

    /// <summary>A number of 32 bits without sign, of two bytes or more.</summary>
    /// <returns>Where what follows is; null for a number that is too large or has too many bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* ReadU32(byte* next, out uint value)
    {
        uint last = next[1];
        uint sum = next[0] + ((last - 1) << 7);
        value = sum;
        if (last < 0x80)
            return next + 2;
        last = next[2];
        sum += (last - 1) << 14;
        value = sum;
        if (last < 0x80)
            return next + 3;
        last = next[3];
        sum += (last - 1) << 21;
        value = sum;
        if (last < 0x80)
            return next + 4;
        last = next[4];
        value = sum + ((last - 1) << 28);
        return last <= 0xF ? next + 5 : null;
    }

    /// <summary>A number with a sign, of two bytes or more.</summary>
    /// <returns>Where what follows is; null for a number of more bytes than are read here.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* ReadSigned(byte* next, out long value)
    {
        // The highest bit of all is the sign.
        long last = next[1];
        long sum = next[0] + ((last - 1) << 7);
        value = sum << 50 >> 50;
        if (last < 0x80)
            return next + 2;
        last = next[2];
        sum += (last - 1) << 14;
        value = sum << 43 >> 43;
        if (last < 0x80)
            return next + 3;
        last = next[3];
        sum += (last - 1) << 21;
        value = sum << 36 >> 36;
        if (last < 0x80)
            return next + 4;
        last = next[4];
        sum += (last - 1) << 28;
        value = sum << 29 >> 29;
        return last < 0x80 ? next + 5 : null;
    }
}
