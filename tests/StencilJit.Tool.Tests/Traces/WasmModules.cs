namespace StencilJit.Tool.Tests.Traces;

/// <summary>Modules in the binary format, byte by byte.</summary>
internal static class WasmModules
{
    // (loop (local.set 0 (i64.sub (local.get 0) (i64.const 1))) (br_if 0 (i64.ne (local.get 0) (i64.const 0)))), with a tee.
    private static readonly byte[] SpinBody = [0x11, 0x00, 0x03, 0x40, 0x20, 0x00, 0x42, 0x01, 0x7D, 0x22, 0x00, 0x42, 0x00, 0x52, 0x0D, 0x00, 0x0B, 0x0B];

    /// <summary>Exports <c>spin</c>, which counts an i64 down to zero.</summary>
    public static byte[] Spin => Spins(1);

    /// <summary>The same body in many functions, of which the first is exported.</summary>
    public static byte[] Spins(int functions) =>
    [
        0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00,
        0x01, 0x05, 0x01, 0x60, 0x01, 0x7E, 0x00,
        .. Section(0x03, [.. Number(functions), .. new byte[functions]]),
        0x07, 0x08, 0x01, 0x04, .. "spin"u8, 0x00, 0x00,
        .. Section(0x0A, [.. Number(functions), .. Enumerable.Range(0, functions).SelectMany(_ => SpinBody)]),
    ];

    /// <summary>Exports <c>pick</c>, which jumps by its argument to one of two results through a table of nine entries.</summary>
    public static byte[] Pick =>
    [
        0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00,
        0x01, 0x06, 0x01, 0x60, 0x01, 0x7F, 0x01, 0x7F,
        0x03, 0x02, 0x01, 0x00,
        0x07, 0x08, 0x01, 0x04, .. "pick"u8, 0x00, 0x00,
        // (block (block (br_table 0 1 0 1 0 1 0 1 0 (local.get 0))) (return (i32.const 10))) (i32.const 14)
        .. Section(0x0A, [0x01, 0x1A, 0x00, 0x02, 0x40, 0x02, 0x40, 0x20, 0x00, 0x0E, 0x08, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0x0B, 0x41, 0x0A, 0x0F, 0x0B, 0x41, 0x0E, 0x0B]),
    ];

    /// <summary>A module that leaves a value on the stack of a function without results.</summary>
    public static byte[] Invalid =>
        [.. Spin[..^SpinBody.Length], .. SpinBody[..^2], 0x1A, 0x0B];

    private static byte[] Section(byte id, byte[] content) => [id, .. Number(content.Length), .. content];

    // Unsigned LEB128.
    private static IEnumerable<byte> Number(int value)
    {
        for (; value >= 0x80; value >>= 7)
            yield return (byte)(value | 0x80);
        yield return (byte)value;
    }
}
