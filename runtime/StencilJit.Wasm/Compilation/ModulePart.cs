using StencilJit.Runtime;
using StencilJit.Runtime.Tracing;

namespace StencilJit.Wasm.Compilation;

/// <summary>The part of a module's code that one thread validates and compiles. It may call functions of the other parts.</summary>
/// <param name="module">The module.</param>
/// <param name="range">The functions.</param>
/// <param name="writer">Where their code goes; the part disposes it.</param>
/// <param name="constants">Takes the numbers that code reads from its instance.</param>
internal sealed class ModulePart(Module module, FunctionRange range, CodeWriter writer, ConstantPool constants) : IDisposable
{
    // One for each function of the module that is not imported.
    private readonly FunctionLabels _labels = new(writer.DefineLabels(module.Bodies.Length), First: 0);
    // Up to the end: a log takes the source as it is committed.
    private SourceRecording? _source;

    /// <summary>Validates and compiles the functions.</summary>
    /// <param name="types">The canonical number of each type.</param>
    /// <param name="memory">Memory that nobody else uses meanwhile.</param>
    /// <param name="options">What the code may rely on.</param>
    /// <param name="log">What the writer tells what is stitched; null for nothing.</param>
    /// <param name="cancellation">Stops between two functions.</param>
    public void Compile(uint[] types, CompilationMemory memory, CodeOptions options, StitchLog? log, CancellationToken cancellation)
    {
        memory.Reserve(range.Longest);
        var pipeline = new FunctionPipeline(module, memory, constants, types, options);
        _source = log is null ? null : new SourceRecording(log, module, pipeline.Source);
        for (int function = range.First; function < range.First + range.Count; function++)
        {
            cancellation.ThrowIfCancellationRequested();
            int index = module.ImportedFunctionCount + function;
            writer.Align(16);
            log?.BeginRegion(module.DescribeFunction(index), index);
            pipeline.Compile(index, writer, _labels);
        }
    }

    /// <summary>Completes the calls of functions of other parts, once all of these are compiled.</summary>
    public void LinkTo(ReadOnlySpan<ModulePart> parts)
    {
        foreach (var part in parts)
        {
            if (part != this)
                writer.Link(_labels.Labels, part.Writer, part._labels.Labels);
        }
    }

    /// <summary>Makes the code executable.</summary>
    /// <param name="functions">Takes the functions' addresses, among those of all that are not imported.</param>
    /// <param name="numbers">Takes the numbers that the code reads from its instance.</param>
    public CodeBlock Commit(Span<nint> functions, Span<ulong> numbers)
    {
        var block = writer.Commit();
        for (int function = range.First; function < range.First + range.Count; function++)
            functions[function] = writer.AddressOf(_labels[function]);
        constants.CopyTo(numbers);
        return block;
    }

    public void Dispose()
    {
        writer.Dispose();
        _source?.Dispose();
    }

    private CodeWriter Writer => writer;
}
