using StencilJit.Runtime.Tracing;

namespace StencilJit.Wasm.Tests;

internal static class EngineExtensions
{
    /// <summary>Compiles a module for as long as the test may take.</summary>
    public static WasmModule Compile(this Engine engine, byte[] bytes, StitchLog? log = null) =>
        WasmModule.Compile(engine, bytes, log, TestContext.Current.CancellationToken);
}
