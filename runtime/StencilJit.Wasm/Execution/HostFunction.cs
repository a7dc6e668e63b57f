using StencilJit.Wasm.Compilation;

namespace StencilJit.Wasm;

/// <summary>A function that .NET offers to modules. It belongs to no store: one object can be linked into many.</summary>
public sealed class HostFunction
{
    /// <summary>Creates a host function.</summary>
    /// <param name="type">The function's type.</param>
    /// <param name="body">
    /// What it does. An exception that it throws ends the WebAssembly code that called it, and leaves the outermost call
    /// from .NET as it is.
    /// </param>
    public HostFunction(FunctionType type, HostFunctionBody body)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(body);
        Type = type;
        Body = body;
        FrameSlots = Math.Max(type.Parameters.Length, type.Results.Length);
        TypeNumber = CanonicalTypes.NumberOf(type);
    }

    /// <summary>The function's type.</summary>
    public FunctionType Type { get; }

    /// <summary>What it does.</summary>
    public HostFunctionBody Body { get; }

    /// <summary>The slots that arguments and results share.</summary>
    internal int FrameSlots { get; }

    internal uint TypeNumber { get; }
}
