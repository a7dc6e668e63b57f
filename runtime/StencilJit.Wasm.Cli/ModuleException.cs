namespace StencilJit.Wasm.Cli;

/// <summary>The module is valid but cannot be run as asked.</summary>
internal sealed class ModuleException(string message) : Exception(message);
