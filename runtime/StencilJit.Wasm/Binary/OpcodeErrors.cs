namespace StencilJit.Wasm.Binary;

/// <summary>What to say about bytes that are no instruction of WebAssembly 2.0 without vectors.</summary>
internal static class OpcodeErrors
{
    /// <summary>The error for a single byte where an instruction should start.</summary>
    public static WasmFormatException Illegal(int opcode, int offset, int? function = null)
    {
        var feature = opcode switch
        {
            0xFD => "SIMD",
            0xFE => "threads",
            0xFB => "garbage collection",
            0x06 or 0x07 or 0x08 or 0x09 or 0x0A or 0x18 or 0x19 or 0x1F => "exception handling",
            0x12 or 0x13 => "tail calls",
            0x14 or 0x15 or 0xD3 or 0xD4 or 0xD5 or 0xD6 => "typed function references",
            _ => null,
        };
        var unsupported = feature is null ? "" : $" (unsupported: {feature})";
        return new WasmFormatException($"illegal opcode {opcode:x2}{unsupported}", offset, function);
    }

    /// <summary>The error for the number after the prefix 0xFC.</summary>
    public static WasmFormatException IllegalPrefixed(uint opcode, int offset, int? function) =>
        new($"illegal opcode fc {opcode:x2}", offset, function);
}
