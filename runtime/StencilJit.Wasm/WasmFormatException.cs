namespace StencilJit.Wasm;

/// <summary>A module is malformed: its bytes are not of the binary format, or of a part of it that is not supported.</summary>
public sealed class WasmFormatException : WasmModuleException
{
    internal WasmFormatException(string reason, int offset, int? functionIndex = null)
        : base(reason, offset, functionIndex)
    {
    }
}
