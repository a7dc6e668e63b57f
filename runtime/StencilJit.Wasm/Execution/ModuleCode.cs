using StencilJit.Runtime;
using StencilJit.Wasm.Compilation;

namespace StencilJit.Wasm.Execution;

/// <summary>The compiled functions of a module, shared by the module and the stores that instantiate it.</summary>
internal sealed class ModuleCode : SharedResource
{
    private readonly EngineCode _engine;
    private readonly CodeBlock[] _blocks;
    private readonly nint[] _functions;
    private readonly ulong[] _constants;
    private readonly LazyFunctions? _lazy;

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

    /// <summary>The code of a module whose functions are compiled when they are first called.</summary>
    /// <param name="engine">Whose code heap it is in.</param>
    /// <param name="functions">The functions, which belong to this.</param>
    public ModuleCode(EngineCode engine, LazyFunctions functions)
        : this(engine, [], [], [])
    {
        _lazy = functions;
    }

    public EngineCode Engine => _engine;

    /// <summary>How long the code is that there is by now.</summary>
    public int Length => _blocks.Sum(block => block.Length) + (_lazy?.Length ?? 0);

    /// <summary>Where each function is called that is not imported.</summary>
    public ReadOnlySpan<nint> Functions => _lazy is null ? _functions : _lazy.Addresses;

    public ReadOnlySpan<ulong> Constants => _constants;

    /// <summary>Compiles a function that is called for the first time.</summary>
    /// <param name="function">Its index among those that are not imported.</param>
    /// <returns>The address of its code.</returns>
    public nint Compile(int function) => _lazy!.Compile(function);

    protected override void Free()
    {
        foreach (var block in _blocks)
            block.Dispose();
        _lazy?.Free();
        _engine.Release();
    }
}
