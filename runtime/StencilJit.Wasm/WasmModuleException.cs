namespace StencilJit.Wasm;

/// <summary>A module was refused.</summary>
public abstract class WasmModuleException : Exception
{
    private protected WasmModuleException(string reason, int offset, int? functionIndex)
        : base(Describe(reason, offset, functionIndex))
    {
        Reason = reason;
        Offset = offset;
        FunctionIndex = functionIndex;
    }

    /// <summary>What is wrong, without the place.</summary>
    public string Reason { get; }

    /// <summary>The offset of the byte, in the module, at which it is wrong.</summary>
    public int Offset { get; }

    /// <summary>The function whose code is wrong, or null where it is not in a function's code.</summary>
    public int? FunctionIndex { get; }

    private static string Describe(string reason, int offset, int? functionIndex) =>
        functionIndex is { } index
            ? $"{reason} (function {index}, byte offset 0x{offset:x})"
            : $"{reason} (byte offset 0x{offset:x})";
}
