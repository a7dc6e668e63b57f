using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Tests;

/// <summary>Declares a module piece by piece, and gives its bytes with all sections in order.</summary>
internal sealed class ModuleUnderTest
{
    private readonly List<FunctionType> _types = [];
    private readonly List<byte[]> _imports = [];
    private readonly List<byte[]> _functions = [];
    private readonly List<byte[]> _tables = [];
    private readonly List<byte[]> _memories = [];
    private readonly List<byte[]> _globals = [];
    private readonly List<byte[]> _exports = [];
    private readonly List<byte[]> _elements = [];
    private readonly List<byte[]> _code = [];
    private readonly List<byte[]> _data = [];
    private byte[]? _start;
    private int _importedFunctions;

    /// <summary>The index of a type, which is declared if it was not.</summary>
    public byte TypeIndex(FunctionType type)
    {
        int index = _types.IndexOf(type);
        if (index < 0)
        {
            index = _types.Count;
            _types.Add(type);
        }

        return (byte)index;
    }

    /// <summary>Imports a function of the module "host". All imports come before functions.</summary>
    public ModuleUnderTest ImportFunction(string name, FunctionType type)
    {
        _importedFunctions++;
        return Import(name, [0, TypeIndex(type)]);
    }

    /// <summary>Imports a memory of the module "host".</summary>
    public ModuleUnderTest ImportMemory(string name, byte minimum) => Import(name, [2, 0, minimum]);

    /// <summary>Imports a global of the module "host".</summary>
    public ModuleUnderTest ImportGlobal(string name, ValueKind kind, bool isMutable) =>
        Import(name, [3, (byte)kind, isMutable ? (byte)1 : (byte)0]);

    /// <summary>Adds a function.</summary>
    /// <param name="export">The name that it is exported by, or null.</param>
    /// <param name="type">Its type.</param>
    /// <param name="locals">The types of its locals.</param>
    /// <param name="code">Its instructions without the last end.</param>
    public ModuleUnderTest Function(string? export, FunctionType type, ValueKind[] locals, params byte[] code)
    {
        if (export != null)
            Export(export, ExternalKind.Function, _importedFunctions + _functions.Count);
        _functions.Add([TypeIndex(type)]);
        byte[] body = [.. ModuleBuilder.Vector(locals.Select(kind => new byte[] { 1, (byte)kind })), .. code, 0x0B];
        _code.Add([.. ModuleBuilder.U32((uint)body.Length), .. body]);
        return this;
    }

    public ModuleUnderTest Function(string? export, FunctionType type, params byte[] code) => Function(export, type, locals: [], code);

    public ModuleUnderTest Table(byte minimum, ValueKind element = ValueKind.FuncRef)
    {
        _tables.Add([(byte)element, 0, minimum]);
        return this;
    }

    public ModuleUnderTest Memory(byte minimum, byte maximum)
    {
        _memories.Add([1, minimum, maximum]);
        return this;
    }

    public ModuleUnderTest Global(ValueKind kind, bool isMutable, params byte[] initializer)
    {
        _globals.Add([(byte)kind, isMutable ? (byte)1 : (byte)0, .. initializer, 0x0B]);
        return this;
    }

    public ModuleUnderTest Export(string name, ExternalKind kind, int index)
    {
        _exports.Add([.. ModuleBuilder.Name(name), (byte)kind, .. ModuleBuilder.U32((uint)index)]);
        return this;
    }

    /// <summary>Puts functions into table 0.</summary>
    public ModuleUnderTest Elements(byte start, params byte[] functions)
    {
        _elements.Add([0, 0x41, start, 0x0B, (byte)functions.Length, .. functions]);
        return this;
    }

    /// <summary>Puts bytes into the memory.</summary>
    public ModuleUnderTest Data(byte start, params byte[] bytes)
    {
        _data.Add([0, 0x41, start, 0x0B, (byte)bytes.Length, .. bytes]);
        return this;
    }

    public ModuleUnderTest Start(byte function)
    {
        _start = [function];
        return this;
    }

    public byte[] ToArray()
    {
        var builder = new ModuleBuilder();
        Add(SectionId.Type, [.. _types.Select(ModuleBuilder.Type)]);
        Add(SectionId.Import, _imports);
        Add(SectionId.Function, _functions);
        Add(SectionId.Table, _tables);
        Add(SectionId.Memory, _memories);
        Add(SectionId.Global, _globals);
        Add(SectionId.Export, _exports);
        if (_start != null)
            builder.Section(SectionId.Start, _start);
        Add(SectionId.Element, _elements);
        Add(SectionId.Code, _code);
        Add(SectionId.Data, _data);
        return builder.ToArray();

        void Add(SectionId id, List<byte[]> items)
        {
            if (items.Count > 0)
                builder.Section(id, ModuleBuilder.Vector(items));
        }
    }

    private ModuleUnderTest Import(string name, byte[] description)
    {
        _imports.Add([.. ModuleBuilder.Name("host"), .. ModuleBuilder.Name(name), .. description]);
        return this;
    }
}
