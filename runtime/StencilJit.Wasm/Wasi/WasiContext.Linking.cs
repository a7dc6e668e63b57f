namespace StencilJit.Wasm.Wasi;

// From the engine's calls to the functions.
public sealed unsafe partial class WasiContext
{
    private const int MostParameters = 9;

    /// <summary>
    /// Defines all functions of <c>wasi_snapshot_preview1</c>, for one program that the linker then instantiates.
    /// </summary>
    /// <param name="linker">The linker that gives the program its imports.</param>
    public void AddTo(Linker linker)
    {
        ArgumentNullException.ThrowIfNull(linker);
        foreach (var function in WasiFunctions.All)
        {
            var host = new HostFunction(function.Type, (ref call) => Run(function, ref call));
            linker.Define(WasiFunctions.ModuleName, function.Name, host);
        }
    }

    private void Run(WasiFunction function, ref HostCall call)
    {
        Span<ulong> values = stackalloc ulong[MostParameters];
        var kinds = function.Type.Parameters.AsSpan();
        for (var i = 0; i < kinds.Length; i++)
            values[i] = kinds[i] == ValueKind.I32 ? (uint)call.GetI32(i) : (ulong)call.GetI64(i);

        // Without a memory every address is outside of it.
        var memory = call.Memory is { } own ? new GuestMemory(own.Base, own.Length) : default;
        var error = function.Invoke(this, memory, new WasiArguments(values));
        if (!function.Type.Results.IsEmpty)
            call.SetI32(0, (int)error);
    }
}
