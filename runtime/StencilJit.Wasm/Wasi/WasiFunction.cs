using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace StencilJit.Wasm.Wasi;

/// <summary>A function of <c>wasi_snapshot_preview1</c>.</summary>
internal sealed class WasiFunction
{
    private readonly WasiFunctionBody _body;

    /// <param name="name">Its name.</param>
    /// <param name="parameters">The types of its parameters, a letter each: i for i32, I for i64.</param>
    /// <param name="body">What it does.</param>
    /// <param name="hasResult">Whether it gives an errno; all do but the one that never returns.</param>
    public WasiFunction(string name, string parameters, WasiFunctionBody body, bool hasResult = true)
    {
        Name = name;
        _body = body;
        Type = new FunctionType(
            ImmutableCollectionsMarshal.AsImmutableArray(Array.ConvertAll(parameters.ToCharArray(), letter => letter == 'i' ? ValueKind.I32 : ValueKind.I64)),
            hasResult ? ImmutableArray.Create(ValueKind.I32) : []);
    }

    public string Name { get; }

    public FunctionType Type { get; }

    /// <summary>Calls the function; what goes wrong on this machine becomes an errno.</summary>
    public Errno Invoke(WasiContext context, GuestMemory memory, WasiArguments arguments)
    {
        try
        {
            return _body(context, memory, arguments);
        }
        catch (Exception exception) when (HostErrors.TryTranslate(exception, out var error))
        {
            return error;
        }
    }
}
