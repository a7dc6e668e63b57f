using System.Collections.Immutable;

namespace StencilJit.Wasm;

/// <summary>
/// A WebAssembly module: what its bytes declare. It never changes, so any number of threads can use it. The bytes are
/// not copied: they must not change either.
/// </summary>
public sealed class Module
{
    /// <summary>Filled by the decoder.</summary>
    internal Module()
    {
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
    public ImmutableArray<DataSegment> Data { get; internal init; }

    /// <summary>The custom sections, in order.</summary>
    public ImmutableArray<CustomSection> CustomSections { get; internal init; }

    /// <summary>Whether there is a data count section, without which code may not name data segments.</summary>
    internal bool HasDataCount { get; init; }

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
}
