using StencilJit.Wasm.Native;

namespace StencilJit.Wasm;

/// <summary>What an instance is put together from.</summary>
internal unsafe ref struct InstanceParts
{
    public required Store Store;
    public required WasmModule Module;
    public required NativeInstance* Native;

    /// <summary>The functions that are not imported, in order.</summary>
    public required NativeFunction* OwnFunctions;

    public required Table[] Tables;
    public required Global[] Globals;
    public required Memory? Memory;
}
