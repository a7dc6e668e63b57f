using System.Collections;
using System.Collections.Immutable;
using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm;

/// <summary>
/// A WebAssembly module: what its bytes declare. It never changes, so any number of threads can use it. The bytes are
/// not copied: they must not change either.
/// </summary>
public sealed class Module : IDeclarations
{
    private readonly Lazy<NameSection> _names;

    /// <summary>Filled by the decoder.</summary>
    internal Module()
    {
        _names = new Lazy<NameSection>(ReadNames);
        Data = new DataSegmentList(this);
    }

    /// <summary>The whole module in the binary format.</summary>
    public ReadOnlyMemory<byte> Bytes { get; internal init; }

    /// <summary>The function types that the module declares. Equal ones may occur more than once.</summary>
    public ImmutableArray<FunctionType> Types { get; internal init; }

    /// <summary>What the module needs, in order.</summary>
    public ImmutableArray<Import> Imports { get; internal init; }

    /// <summary>The type of each function as an index into <see cref="Types"/>, imported functions first.</summary>
    public ImmutableArray<int> FunctionTypeIndices { get; internal init; }

    /// <summary>How many of the functions are imported.</summary>
    public int ImportedFunctionCount { get; internal init; }

    /// <summary>The code of each function that is not imported.</summary>
    public ImmutableArray<FunctionBody> Bodies { get; internal init; }

    /// <summary>The type of each table, imported tables first.</summary>
    public ImmutableArray<TableType> Tables { get; internal init; }

    /// <summary>How many of the tables are imported.</summary>
    public int ImportedTableCount { get; internal init; }

    /// <summary>The type of each memory (there is at most one).</summary>
    public ImmutableArray<MemoryType> Memories { get; internal init; }

    /// <summary>How many of the memories are imported.</summary>
    public int ImportedMemoryCount { get; internal init; }

    /// <summary>The type of each global, imported globals first.</summary>
    public ImmutableArray<GlobalType> Globals { get; internal init; }

    /// <summary>How many of the globals are imported.</summary>
    public int ImportedGlobalCount { get; internal init; }

    /// <summary>The initial value of each global that is not imported.</summary>
    public ImmutableArray<ConstantExpression> GlobalInitializers { get; internal init; }

    /// <summary>What the module offers, in order; all names differ.</summary>
    public ImmutableArray<Export> Exports { get; internal init; }

    /// <summary>The function that instantiation calls at its end, if any.</summary>
    public int? StartFunction { get; internal init; }

    /// <summary>The element segments.</summary>
    public ImmutableArray<ElementSegment> Elements { get; internal init; }

    /// <summary>The data segments.</summary>
    public DataSegmentList Data { get; }

    /// <summary>The custom sections, in order.</summary>
    public ImmutableArray<CustomSection> CustomSections { get; internal init; }

    /// <summary>Where each data segment starts in <see cref="Bytes"/>.</summary>
    internal int[] DataOffsets { get; init; } = [];

    /// <summary>Whether there is a data count section, without which code may not name data segments.</summary>
    internal bool HasDataCount { get; init; }

    /// <summary>The functions that code may name in ref.func.</summary>
    internal BitArray DeclaredReferences { get; init; } = null!;

    /// <summary>
    /// Decodes a module and validates all of it but the code of its functions, which
    /// <see cref="ValidateCode(CancellationToken)"/> or compilation does.
    /// </summary>
    /// <param name="bytes">The module in the binary format. It is kept and must not change.</param>
    /// <exception cref="WasmFormatException">The bytes are no module.</exception>
    /// <exception cref="WasmValidationException">The module breaks a rule of the specification.</exception>
    public static Module Decode(ReadOnlyMemory<byte> bytes) => ModuleDecoder.Decode(bytes);

    /// <summary>Validates the code of all functions.</summary>
    /// <param name="cancellation">Stops between two functions.</param>
    /// <exception cref="WasmFormatException">The code of a function is malformed.</exception>
    /// <exception cref="WasmValidationException">The code of a function breaks a rule of the specification.</exception>
    public void ValidateCode(CancellationToken cancellation = default) => ValidateCode(0, Bodies.Length, cancellation);

    /// <summary>Validates the code of some functions.</summary>
    /// <param name="first">The first one's index among those that are not imported.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="cancellation">Stops between two functions.</param>
    internal void ValidateCode(int first, int count, CancellationToken cancellation)
    {
        var validator = new FunctionValidator<NullSink>(this, default);
        for (var i = first; i < first + count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            validator.Validate(ImportedFunctionCount + i);
        }
    }

    /// <summary>The type of a function, imported functions first.</summary>
    /// <param name="function">The function's index.</param>
    public FunctionType TypeOfFunction(int function) => Types[FunctionTypeIndices[function]];

    /// <summary>The code of a function.</summary>
    /// <param name="function">The function's index, imported functions first.</param>
    public ReadOnlySpan<byte> CodeOf(int function)
    {
        var body = Bodies[function - ImportedFunctionCount];
        return Bytes.Span.Slice(body.Offset, body.Length);
    }

    /// <summary>
    /// What to call a function in messages: its name for debugging, or what it is imported or exported as, or its index.
    /// </summary>
    /// <param name="function">The function's index, imported functions first.</param>
    public string DescribeFunction(int function)
    {
        if (_names.Value.Function(function) is { } name)
            return name;
        if (function < ImportedFunctionCount)
        {
            var import = Imports.Where(import => import.Kind == ExternalKind.Function).ElementAt(function);
            return $"{import.Module}.{import.Name}";
        }

        foreach (var export in Exports)
        {
            if (export.Kind == ExternalKind.Function && export.Index == function)
                return export.Name;
        }

        return $"function[{function}]";
    }

    ValueKind IDeclarations.ConstantGlobal(int offset, int global) => Globals[global].Value;

    void IDeclarations.DeclareReference(int offset, int function)
    {
    }

    void IDeclarations.CheckDataMemory(int offset, int memory)
    {
    }

    private NameSection ReadNames()
    {
        foreach (var section in CustomSections)
        {
            if (section.Name == "name")
                return NameSection.Read(section.Bytes);
        }

        return NameSection.Read(default);
    }
}
