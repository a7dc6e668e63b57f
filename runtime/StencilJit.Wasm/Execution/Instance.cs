using System.Collections.Frozen;
using StencilJit.Wasm.Compilation;
using StencilJit.Wasm.Execution;
using StencilJit.Wasm.Native;

namespace StencilJit.Wasm;

/// <summary>
/// A module with its imports resolved and its own state (4.2.5). Made by <see cref="Linker.Instantiate"/>; lives as long as its
/// store.
/// </summary>
public sealed unsafe class Instance
{
    private readonly ModuleCode _code;
    private readonly NativeFunction* _ownFunctions;
    private readonly Table[] _tables;
    private readonly Global[] _globals;
    private readonly bool[] _droppedElements;
    private readonly bool[] _droppedData;
    private FrozenDictionary<string, External>? _exports;

    internal Instance(InstanceParts parts)
    {
        Store = parts.Store;
        Declarations = parts.Module.Declarations;
        _code = parts.Module.Code;
        Native = parts.Native;
        _ownFunctions = parts.OwnFunctions;
        _tables = parts.Tables;
        _globals = parts.Globals;
        Memory = parts.Memory;
        _droppedElements = new bool[Declarations.Elements.Length];
        _droppedData = new bool[Declarations.Data.Count];
        Native->Host = (ulong)Store.Add(this);
    }

    /// <summary>The store that it lives in.</summary>
    public Store Store { get; }

    /// <summary>What its module declares.</summary>
    public Module Declarations { get; }

    /// <summary>What it exports, by name.</summary>
    public IReadOnlyDictionary<string, External> Exports =>
        _exports ??= Declarations.Exports.ToFrozenDictionary(export => export.Name, Resolve);

    /// <summary>Its memory, exported or not; null if it has none.</summary>
    public Memory? Memory { get; }

    internal NativeInstance* Native { get; }

    /// <summary>An exported function.</summary>
    /// <param name="name">The name of the export.</param>
    /// <exception cref="KeyNotFoundException">There is no such export.</exception>
    public Function GetFunction(string name) => Get<Function>(name, "function");

    /// <summary>An exported memory.</summary>
    /// <param name="name">The name of the export.</param>
    /// <exception cref="KeyNotFoundException">There is no such export.</exception>
    public Memory GetMemory(string name) => Get<Memory>(name, "memory");

    /// <summary>An exported table.</summary>
    /// <param name="name">The name of the export.</param>
    /// <exception cref="KeyNotFoundException">There is no such export.</exception>
    public Table GetTable(string name) => Get<Table>(name, "table");

    /// <summary>An exported global.</summary>
    /// <param name="name">The name of the export.</param>
    /// <exception cref="KeyNotFoundException">There is no such export.</exception>
    public Global GetGlobal(string name) => Get<Global>(name, "global");

    internal Table TableAt(int index) => _tables[index];

    internal NativeFunction* FunctionAt(int index) =>
        *(NativeFunction**)((byte*)Native + new InstanceLayout(Declarations).Function(index));

    /// <summary>Compiles a function that is called for the first time, and has it called directly from now on.</summary>
    /// <param name="number">Its index among those that are not imported.</param>
    /// <returns>The address of its code.</returns>
    internal nint CompileFunction(int number) => _ownFunctions[number].Code = _code.Compile(number);

    /// <summary>The type of a function of the module's own.</summary>
    internal FunctionType TypeOf(NativeFunction* function) =>
        Declarations.TypeOfFunction(Declarations.ImportedFunctionCount + (int)(function - _ownFunctions));

    /// <summary>The value of a constant expression as it stands in a slot.</summary>
    internal ulong Evaluate(in ConstantExpression expression) => expression.Kind switch
    {
        ConstantKind.Number => expression.Bits,
        ConstantKind.Global => *_globals[expression.Index].Cell,
        ConstantKind.Function => (ulong)FunctionAt(expression.Index),
        _ => 0,
    };

    /// <summary>The bytes of a data segment: none where it was dropped.</summary>
    internal ReadOnlySpan<byte> DataOf(int segment) => _droppedData[segment] ? default : Declarations.Data[segment].Bytes.Span;

    internal void DropData(int segment) => _droppedData[segment] = true;

    /// <summary>The references of an element segment: none where it was dropped.</summary>
    internal ReadOnlySpan<ConstantExpression> ElementsOf(int segment) =>
        _droppedElements[segment] ? default : Declarations.Elements[segment].Items.AsSpan();

    internal void DropElements(int segment) => _droppedElements[segment] = true;

    private External Resolve(Export export) => export.Kind switch
    {
        ExternalKind.Function => Store.FunctionOf(FunctionAt(export.Index))!,
        ExternalKind.Table => _tables[export.Index],
        ExternalKind.Memory => Memory!,
        _ => _globals[export.Index],
    };

    private T Get<T>(string name, string kind)
        where T : External
    {
        if (!Exports.TryGetValue(name, out var export))
        {
            throw new KeyNotFoundException(Exports.Count == 0
                ? $"The instance exports no {kind} '{name}': it exports nothing."
                : $"The instance exports no {kind} '{name}'. Its exports: {string.Join(", ", Exports.Keys.Order(StringComparer.Ordinal))}.");
        }

        return export as T
            ?? throw new KeyNotFoundException($"The export '{name}' is not a {kind} but a {export.Kind.ToString().ToLowerInvariant()}.");
    }
}
