namespace StencilJit.Wasm.Tests;

/// <summary>An engine, a store and a linker for one test.</summary>
internal sealed class World : IDisposable
{
    private readonly List<WasmModule> _modules = [];

    public World(int stackSize = Wasm.Store.DefaultStackSize, BoundsChecks? boundsChecks = null, CompilationMode compilation = CompilationMode.Eager)
        : this(new Engine(boundsChecks: boundsChecks, compilation: compilation), stackSize)
    {
    }

    public World(Engine engine, int stackSize = Wasm.Store.DefaultStackSize)
    {
        Engine = engine;
        Store = new Store(Engine, stackSize);
        Linker = new Linker(Store);
    }

    public Engine Engine { get; }

    public Store Store { get; }

    public Linker Linker { get; }

    public WasmModule Compile(ModuleUnderTest module)
    {
        var compiled = Engine.Compile(module.ToArray());
        _modules.Add(compiled);
        return compiled;
    }

    public Instance Instantiate(ModuleUnderTest module) => Linker.Instantiate(Compile(module));

    /// <summary>Defines a function of the module "host".</summary>
    public void Define(string name, FunctionType type, HostFunctionBody body) =>
        Linker.Define("host", name, new HostFunction(type, body));

    public void Dispose()
    {
        Store.Dispose();
        _modules.ForEach(module => module.Dispose());
        Engine.Dispose();
    }
}
