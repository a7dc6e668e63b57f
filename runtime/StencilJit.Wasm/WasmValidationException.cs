namespace StencilJit.Wasm;

/// <summary>A module is well-formed but invalid: it breaks a rule of chapter 3 of the specification.</summary>
public sealed class WasmValidationException : WasmModuleException
{
    internal WasmValidationException(string reason, int offset, int? functionIndex = null)
        : base(reason, offset, functionIndex)
    {
    }
}
