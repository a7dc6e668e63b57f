using StencilJit.Runtime;

namespace StencilJit.Wasm.Execution;

/// <summary>The compiled functions of a module, shared by the module and the stores that instantiate it.</summary>
internal sealed class ModuleCode : SharedResource
{
    private readonly EngineCode _engine;
    private readonly CodeBlock[] _blocks;
    private readonly nint[] _functions;
    private readonly ulong[] _constants;

    /// <param name="engine">Whose code heap it is in.</param>
    /// <param name="blocks">The code: none where the module has no functions of its own, several where as many threads compiled it.</param>
    /// <param name="functions">The address of each function that is not imported.</param>
    /// <param name="constants">The numbers that the code reads from its instance, by their places there.</param>
    public ModuleCode(EngineCode engine, CodeBlock[] blocks, nint[] functions, ulong[] constants)
    {
        _engine = engine;
        _blocks = blocks;
        _functions = functions;
        _constants = constants;
        engine.Retain(this);
    }

    public EngineCode Engine => _engine;

    public int Length => _blocks.Sum(block => block.Length);

    public ReadOnlySpan<nint> Functions => _functions;

    public ReadOnlySpan<ulong> Constants => _constants;

    protected override void Free()
    {
        foreach (var block in _blocks)
            block.Dispose();
        _engine.Release();
    }
}
