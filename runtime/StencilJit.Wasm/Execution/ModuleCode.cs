using StencilJit.Runtime;

namespace StencilJit.Wasm.Execution;

/// <summary>The compiled functions of a module, shared by the module and the stores that instantiate it.</summary>
internal sealed class ModuleCode : SharedResource
{
    private readonly EngineCode _engine;
    private readonly CodeBlock? _block;
    private readonly nint[] _functions;
    private readonly ulong[] _constants;

    /// <param name="engine">Whose code heap it is in.</param>
    /// <param name="block">The code, or null where the module has no functions of its own.</param>
    /// <param name="functions">The address of each function that is not imported.</param>
    /// <param name="constants">The numbers that the code reads from its instance, by their places there.</param>
    public ModuleCode(EngineCode engine, CodeBlock? block, nint[] functions, ReadOnlySpan<ulong> constants)
    {
        _engine = engine;
        _block = block;
        _functions = functions;
        _constants = constants.ToArray();
        engine.Retain(this);
    }

    public EngineCode Engine => _engine;

    public int Length => _block?.Length ?? 0;

    public ReadOnlySpan<nint> Functions => _functions;

    public ReadOnlySpan<ulong> Constants => _constants;

    protected override void Free()
    {
        _block?.Dispose();
        _engine.Release();
    }
}
