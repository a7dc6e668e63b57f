using StencilJit.Runtime;
using StencilJit.Wasm.Execution;

namespace StencilJit.Wasm.Compilation;

/// <summary>Functions of a module that are compiled when they are first called. Any number of threads may use it.</summary>
internal sealed class LazyFunctions
{
    // What a few functions need is kept for the next ones; what a very long one needed is not.
    private const long MostKeptBytes = 1 << 20;

    private readonly Lock _gate = new();
    private readonly EngineCode _engine;
    private readonly Module _module;
    private readonly uint[] _types;
    // By the index among the functions that are not imported.
    private readonly nint[] _addresses;
    private readonly bool[] _areCompiled;
    private readonly List<CodeBlock> _blocks = [];
    // Null where there is none at the moment; they belong together.
    private CompilationMemory? _memory;
    private FunctionPipeline? _pipeline;
    private int _length;

    /// <summary>Makes the functions' stubs.</summary>
    /// <param name="engine">Where the code goes.</param>
    /// <param name="module">The module, whose code is valid, with one function of its own at least.</param>
    /// <param name="types">The canonical number of each type.</param>
    /// <exception cref="WasmFormatException">A function has too many parameters or results.</exception>
    public LazyFunctions(EngineCode engine, Module module, uint[] types)
    {
        _engine = engine;
        _module = module;
        _types = types;
        _addresses = new nint[module.Bodies.Length];
        _areCompiled = new bool[module.Bodies.Length];
        Add(CodeSpace.Compile(engine.Heap, new FunctionStubs(module).MostBytes, (size, _) => EmitStubs(size), () => "what the module's functions are before they are compiled"));
    }

    /// <summary>Where each function is called that is not imported: its code, or what has it compiled.</summary>
    public ReadOnlySpan<nint> Addresses => _addresses;

    /// <summary>How long the code is that there is by now.</summary>
    public int Length => Volatile.Read(ref _length);

    /// <summary>Compiles a function, if nobody has yet.</summary>
    /// <param name="function">Its index among those that are not imported.</param>
    /// <returns>The address of its code.</returns>
    /// <exception cref="CodeHeapExhaustedException">There is no room for it; it may be tried again.</exception>
    public nint Compile(int function)
    {
        lock (_gate)
        {
            if (!_areCompiled[function])
            {
                var block = CodeSpace.Compile(
                    _engine.Heap,
                    CodeSpace.For(1, _module.Bodies[function].Length),
                    (size, hasFarLabels) => Compile(function, size, hasFarLabels),
                    () => _module.DescribeFunction(_module.ImportedFunctionCount + function));
                _areCompiled[function] = true;
                Volatile.Write(ref _addresses[function], block.Address);
                Add(block);
            }

            return _addresses[function];
        }
    }

    /// <summary>Frees all code, which nobody runs any more.</summary>
    public void Free() => _blocks.ForEach(block => block.Dispose());

    private CodeBlock EmitStubs(int size)
    {
        using var writer = _engine.Image.CreateWriter(size);
        new FunctionStubs(_module).Emit(writer, _addresses);
        return writer.Commit();
    }

    private CodeBlock Compile(int function, int size, bool hasFarLabels)
    {
        _memory ??= new CompilationMemory();
        _memory.Reserve(_module.Bodies[function].Length);
        // Numbers are not read from the instance: those that there are have been made already.
        var pipeline = (hasFarLabels ? null : _pipeline)
            ?? new FunctionPipeline(_module, _memory, new ConstantPool(first: 0, capacity: 0), _types, new CodeOptions(_engine.Guards != null, hasFarLabels));
        _pipeline = null;
        using var writer = _engine.Image.CreateWriter(size);
        pipeline.Compile(_module.ImportedFunctionCount + function, writer, new FunctionLabels(writer.DefineLabels(1), function));
        var block = writer.Commit();
        if (_memory.ReservedBytes > MostKeptBytes)
            _memory = null;
        else if (!hasFarLabels)
            _pipeline = pipeline;
        return block;
    }

    private void Add(CodeBlock block)
    {
        _blocks.Add(block);
        _length += block.Length;
    }
}
