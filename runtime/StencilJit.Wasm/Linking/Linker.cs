using StencilJit.Wasm.Linking;

namespace StencilJit.Wasm;

/// <summary>
/// Gives modules what they import, by name. What is defined again under the same names replaces what was there. One thread at
/// a time may use it, as its store.
/// </summary>
public sealed class Linker
{
    private readonly Dictionary<(string Module, string Name), External> _definitions = [];

    /// <summary>Creates an empty linker.</summary>
    /// <param name="store">The store that everything lives in.</param>
    public Linker(Store store)
    {
        ArgumentNullException.ThrowIfNull(store);
        Store = store;
    }

    /// <summary>The store that everything lives in.</summary>
    public Store Store { get; }

    /// <summary>Defines something that can be imported.</summary>
    /// <param name="module">The name of the module that it seems to come from.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="value">The function, table, memory or global; of the linker's store.</param>
    public void Define(string module, string name, External value)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Store != Store)
            throw new ArgumentException($"\"{module}\" \"{name}\" belongs to another store than the linker's.", nameof(value));
        _definitions[(module, name)] = value;
    }

    /// <summary>Defines a function that runs in .NET.</summary>
    /// <param name="module">The name of the module that it seems to come from.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="function">The function.</param>
    public void Define(string module, string name, HostFunction function) => Define(module, name, new Function(Store, function));

    /// <summary>Defines all exports of an instance.</summary>
    /// <param name="module">The name of the module that they seem to come from.</param>
    /// <param name="instance">The instance; of the linker's store.</param>
    public void DefineInstance(string module, Instance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        foreach (var (name, value) in instance.Exports)
            Define(module, name, value);
    }

    /// <summary>Whether something is defined.</summary>
    /// <param name="module">The name of its module.</param>
    /// <param name="name">Its name.</param>
    public bool IsDefined(string module, string name) => _definitions.ContainsKey((module, name));

    /// <summary>Makes an instance of a module (4.5.4): resolves imports, fills tables and memories, runs the start function.</summary>
    /// <param name="module">The module.</param>
    /// <exception cref="LinkException">An import is not defined, or of another type. Nothing has changed.</exception>
    /// <exception cref="TrapException">
    /// A segment does not fit its table or memory, or the start function trapped. What was already written to imported tables
    /// and memories stays.
    /// </exception>
    public Instance Instantiate(WasmModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        Store.ThrowIfDisposed();
        var imports = new External[module.Declarations.Imports.Length];
        for (int i = 0; i < imports.Length; i++)
        {
            var import = module.Declarations.Imports[i];
            if (!_definitions.TryGetValue((import.Module, import.Name), out var value))
                throw new LinkException("unknown import", import, "which is not defined. Define it in the linker.");
            if (ImportMatcher.Mismatch(module.Declarations, import, value) is { } details)
                throw new LinkException("incompatible import type", import, details);
            imports[i] = value;
        }

        return Instantiation.Run(Store, module, imports);
    }
}
