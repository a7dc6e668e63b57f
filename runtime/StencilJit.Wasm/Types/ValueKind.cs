namespace StencilJit.Wasm;

/// <summary>The type of a WebAssembly value; the numbers are those of the binary format (5.3.4).</summary>
public enum ValueKind : byte
{
    /// <summary>A 32-bit integer of no particular sign.</summary>
    I32 = 0x7F,

    /// <summary>A 64-bit integer of no particular sign.</summary>
    I64 = 0x7E,

    /// <summary>A 32-bit IEEE 754 number.</summary>
    F32 = 0x7D,

    /// <summary>A 64-bit IEEE 754 number.</summary>
    F64 = 0x7C,

    /// <summary>A reference to a function of any type, or null.</summary>
    FuncRef = 0x70,

    /// <summary>A reference to an object of the host, or null.</summary>
    ExternRef = 0x6F,
}
