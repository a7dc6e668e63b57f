namespace StencilJit.Testing.Wasm;

/// <summary>Numbers as modules have them (5.2.2), in as few bytes as possible.</summary>
public static class Leb128Writer
{
    public static byte[] Unsigned(uint value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        return [.. bytes, (byte)value];
    }

    public static byte[] Signed(long value)
    {
        var bytes = new List<byte>();
        for (; value is < -0x40 or >= 0x40; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        return [.. bytes, (byte)(value & 0x7F)];
    }
}
