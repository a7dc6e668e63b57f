using System.Collections;
using System.Collections.Immutable;

namespace StencilJit.Wasm.Validation;

/// <summary>
/// What is known of a module while its sections are read. Sections come in an order in which each only names what came
/// before, so what it names is checked (3.4) as it is read. The first parameter is where it stands in the module.
/// </summary>
internal sealed class ModuleParts : IDeclarations
{
    private readonly HashSet<string> _exportNames = [];
    private BitArray _declared = new(0);

    public List<FunctionType> Types { get; } = [];

    public List<Import> Imports { get; } = [];

    public ImmutableArray<int>.Builder FunctionTypeIndices { get; } = ImmutableArray.CreateBuilder<int>();

    public int ImportedFunctionCount { get; set; }

    public ImmutableArray<FunctionBody>.Builder Bodies { get; } = ImmutableArray.CreateBuilder<FunctionBody>(0);

    public List<TableType> Tables { get; } = [];

    public int ImportedTableCount { get; set; }

    public List<MemoryType> Memories { get; } = [];

    public int ImportedMemoryCount { get; set; }

    public List<GlobalType> Globals { get; } = [];

    public int ImportedGlobalCount { get; set; }

    public List<ConstantExpression> GlobalInitializers { get; } = [];

    public List<Export> Exports { get; } = [];

    public int? StartFunction { get; private set; }

    public List<ElementSegment> Elements { get; } = [];

    /// <summary>Where each data segment starts.</summary>
    public int[] DataOffsets { get; set; } = [];

    public int? DataCount { get; set; }

    public List<CustomSection> CustomSections { get; } = [];

    /// <summary>The functions that something outside of function bodies refers to: only those may ref.func name there.</summary>
    public BitArray DeclaredReferences
    {
        get
        {
            // All functions are known before the first is referred to.
            if (_declared.Length != FunctionTypeIndices.Count)
                _declared = new BitArray(FunctionTypeIndices.Count);
            return _declared;
        }
    }

    public void AddFunction(int offset, int type)
    {
        Require(type < Types.Count, "unknown type", type, offset);
        FunctionTypeIndices.Add(type);
    }

    public void AddTable(int offset, TableType type)
    {
        CheckRange(type.Limits, offset);
        Tables.Add(type);
    }

    public void AddMemory(int offset, MemoryType type)
    {
        if (type.Limits.Minimum > MemoryType.MaximumPages || type.Limits.Maximum > MemoryType.MaximumPages)
            throw new WasmValidationException("memory size must be at most 65536 pages (4GiB)", offset);
        CheckRange(type.Limits, offset);
        if (Memories.Count > 0)
            throw new WasmValidationException("multiple memories", offset);
        Memories.Add(type);
    }

    public void AddExport(int offset, Export export)
    {
        var (what, count) = export.Kind switch
        {
            ExternalKind.Function => ("unknown function", FunctionTypeIndices.Count),
            ExternalKind.Table => ("unknown table", Tables.Count),
            ExternalKind.Memory => ("unknown memory", Memories.Count),
            _ => ("unknown global", Globals.Count),
        };
        Require(export.Index < count, what, export.Index, offset);
        if (!_exportNames.Add(export.Name))
            throw new WasmValidationException($"duplicate export name \"{export.Name}\"", offset);
        if (export.Kind == ExternalKind.Function)
            DeclaredReferences[export.Index] = true;
        Exports.Add(export);
    }

    public void SetStart(int offset, int function)
    {
        Require(function < FunctionTypeIndices.Count, "unknown function", function, offset);
        var type = Types[FunctionTypeIndices[function]];
        if (!type.Equals(BlockTypes.Empty))
            throw new WasmValidationException($"start function must be of type {BlockTypes.Empty} but is {type}", offset);
        StartFunction = function;
    }

    public void DeclareReference(int offset, int function)
    {
        Require(function < FunctionTypeIndices.Count, "unknown function", function, offset);
        DeclaredReferences[function] = true;
    }

    /// <summary>The type of a global that a constant expression reads: it must be imported and immutable.</summary>
    public ValueKind ConstantGlobal(int offset, int global)
    {
        Require(global < ImportedGlobalCount, "unknown global", global, offset);
        return Globals[global].IsMutable
            ? throw new WasmValidationException("constant expression required: the global is mutable", offset)
            : Globals[global].Value;
    }

    public void CheckElementTable(int offset, int table, ValueKind type)
    {
        Require(table < Tables.Count, "unknown table", table, offset);
        if (Tables[table].Element != type)
        {
            throw new WasmValidationException(
                $"type mismatch: a segment of {type.Name()} for a table of {Tables[table].Element.Name()}", offset);
        }
    }

    public void CheckDataMemory(int offset, int memory) => Require(memory < Memories.Count, "unknown memory", memory, offset);

    private static void CheckRange(Limits limits, int offset)
    {
        if (limits.Minimum > limits.Maximum)
            throw new WasmValidationException("size minimum must not be greater than maximum", offset);
    }

    private static void Require(bool known, string what, int index, int offset)
    {
        if (!known)
            throw new WasmValidationException($"{what} {(uint)index}", offset);
    }
}
