using StencilJit.Wasm.Native;

namespace StencilJit.Wasm;

/// <summary>A function in a store: a module's, or a host function.</summary>
public sealed unsafe partial class Function : External
{
    private readonly HostFunction? _host;
    // The code that it is called through, for a module's function.
    private readonly nint _run;

    internal Function(Store store, NativeFunction* native, FunctionType type)
        : base(store)
    {
        Native = native;
        Type = type;
        _run = store.Engine.Run(type);
    }

    /// <summary>Makes a host function known to a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="function">The host function.</param>
    public Function(Store store, HostFunction function)
        : base(store)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(function);
        _host = function;
        Type = function.Type;
        Native = store.AddHostFunction(function, this);
    }

    /// <inheritdoc/>
    public override ExternalKind Kind => ExternalKind.Function;

    /// <summary>The function's type.</summary>
    public FunctionType Type { get; }

    internal NativeFunction* Native { get; }

    /// <summary>Calls the function.</summary>
    /// <param name="arguments">The arguments: as many, and of the types, as <see cref="Type"/> has parameters.</param>
    /// <returns>The results.</returns>
    /// <exception cref="ArgumentException">The arguments are not those of the function's type.</exception>
    /// <exception cref="TrapException">The code stopped with a trap.</exception>
    public Value[] Invoke(params ReadOnlySpan<Value> arguments)
    {
        var results = new Value[Type.Results.Length];
        Invoke(arguments, results);
        return results;
    }

    /// <summary>Calls the function without allocating memory.</summary>
    /// <param name="arguments">The arguments: as many, and of the types, as <see cref="Type"/> has parameters.</param>
    /// <param name="results">Takes the results: as long as <see cref="Type"/> has results.</param>
    /// <exception cref="ArgumentException">The arguments or results are not those of the function's type.</exception>
    /// <exception cref="TrapException">The code stopped with a trap.</exception>
    public void Invoke(ReadOnlySpan<Value> arguments, Span<Value> results)
    {
        var parameters = Type.Parameters.AsSpan();
        var kinds = Type.Results.AsSpan();
        if (arguments.Length != parameters.Length)
        {
            throw new ArgumentException(
                $"The function is of type {Type}: it takes {parameters.Length} arguments, not {arguments.Length}.", nameof(arguments));
        }

        if (results.Length != kinds.Length)
        {
            throw new ArgumentException(
                $"The function is of type {Type}: it has {kinds.Length} results, not {results.Length}.", nameof(results));
        }

        ulong* slots = Store.PrepareCall(Math.Max(parameters.Length, kinds.Length));
        for (int i = 0; i < parameters.Length; i++)
            slots[i] = Store.Encode(arguments[i], parameters[i]);
        Call();
        for (int i = 0; i < kinds.Length; i++)
            results[i] = Store.Decode(slots[i], kinds[i]);
    }

    /// <summary>The type, such as <c>function [i32] -> []</c>.</summary>
    public override string ToString() => $"function {Type}";

    private void Call()
    {
        if (_host == null)
            Store.Call(Native, _run);
        else
            Store.CallHost(_host);
    }
}
