namespace StencilJit.Wasm.Wasi;

/// <summary>Carries out a call of a WASI function.</summary>
internal delegate Errno WasiFunctionBody(WasiContext context, GuestMemory memory, WasiArguments arguments);
