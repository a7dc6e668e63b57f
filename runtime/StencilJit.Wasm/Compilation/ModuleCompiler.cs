using System.Runtime.InteropServices;
using StencilJit.Runtime;
using StencilJit.Runtime.Tracing;
using StencilJit.Wasm.Execution;

namespace StencilJit.Wasm.Compilation;

/// <summary>
/// Validates and compiles all functions of a module: into one piece of code, or where that is worth it into several at once; or only
/// validates them, to be compiled when they are called. Any number of threads may use it.
/// </summary>
/// <param name="engine">Where the code goes.</param>
/// <param name="mode">When functions are compiled; those that a log records, at once.</param>
/// <param name="threads">How many threads may compile a module at once.</param>
/// <param name="partBytes">How long the code of a module's parts is at least.</param>
internal sealed class ModuleCompiler(EngineCode engine, CompilationMode mode, int threads, int partBytes)
{
    /// <summary>How long parts are for users: what is stitched for so much goes to huge pages.</summary>
    public const int UsualPartBytes = 256 << 10;

    // How long a part takes, nobody foresees: threads that are done early take another one.
    private const int PartsPerThread = 4;
    // More would have hardly any room each for numbers that are read from an instance.
    private const int MostParts = 32;

    // What a byte is stitched to in most modules.
    private const int UsualBytesPerByte = 3;
    // What a part's space may take besides, to start at a huge page.
    private const int BytesPerPart = 4 << 20;

    // How far a branch reaches from one part's code to another's.
    private static readonly long Reach = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 128 << 20 : CodeHeap.MaximumSize;

    private readonly CompilationMemoryPool _memories = new();

    /// <param name="module">What to compile.</param>
    /// <param name="log">Records the code, which one thread compiles then; null for nothing.</param>
    /// <param name="cancellation">Stops between two functions.</param>
    /// <exception cref="WasmFormatException">The code of a function is malformed; the first such function's error, as with one thread.</exception>
    /// <exception cref="WasmValidationException">The code of a function is invalid; the same holds.</exception>
    public ModuleCode Compile(Module module, StitchLog? log, CancellationToken cancellation)
    {
        if (module.Bodies.IsEmpty)
            return new ModuleCode(engine, [], [], new ulong[ConstantPool.Room]);
        var types = Array.ConvertAll(module.Types.ToArray(), CanonicalTypes.NumberOf);
        FunctionRange[] whole = FunctionRange.Divide(module.Bodies, 1);
        bool isDivided = threads > 1 && log is null;
        int parts = isDivided ? (int)Math.Clamp(whole[0].Bytes / partBytes, 1, Math.Min((long)threads * PartsPerThread, MostParts)) : 1;
        if (mode == CompilationMode.Lazy && log is null)
            return CompileLazily(module, parts > 1 ? FunctionRange.Divide(module.Bodies, parts) : whole, types, cancellation);
        if (parts > 1 && TryCompileParts(module, types, parts, cancellation) is { } code)
            return code;
        return CompileWhole(module, whole, types, log, cancellation);
    }

    private ModuleCode CompileWhole(Module module, FunctionRange[] whole, uint[] types, StitchLog? log, CancellationToken cancellation) =>
        CodeSpace.Compile(
            engine.Heap,
            SpaceFor(whole[0]),
            (size, hasFarLabels) =>
            {
                using var part = CreatePart(module, whole, 0, size, log);
                Compile(part, types, hasFarLabels, log, cancellation);
                return Commit(module, [part]);
            },
            () => "the module's code");

    private ModuleCode CompileLazily(Module module, FunctionRange[] ranges, uint[] types, CancellationToken cancellation)
    {
        OrderedParallel.ForEach(ranges, threads, (range, token) => module.ValidateCode(range.First, range.Count, token), cancellation);
        var functions = new LazyFunctions(engine, module, types);
        try
        {
            return new ModuleCode(engine, functions);
        }
        catch
        {
            functions.Free();
            throw;
        }
    }

    /// <summary>Compiles parts of a module at once.</summary>
    /// <returns>The code, or null where the parts do not fit the heap, or are too far from each other.</returns>
    private ModuleCode? TryCompileParts(Module module, uint[] types, int count, CancellationToken cancellation)
    {
        FunctionRange[] ranges = FunctionRange.Divide(module.Bodies, count);
        long wanted = ranges.Sum(SpaceFor);
        long space = Math.Min(engine.Heap.LongestFree, Reach) - ((long)BytesPerPart * ranges.Length);
        if (space <= 0)
            return null;
        double share = Math.Min(1, (double)space / wanted);
        var parts = new ModulePart[ranges.Length];
        try
        {
            for (int i = 0; i < parts.Length; i++)
                parts[i] = CreatePart(module, ranges, i, (long)(SpaceFor(ranges[i]) * share) + 1, log: null);
            OrderedParallel.ForEach(parts, threads, (part, token) => Compile(part, types, hasFarLabels: false, log: null, token), cancellation);
            OrderedParallel.ForEach(parts, threads, (part, _) => part.LinkTo(parts), cancellation);
            return Commit(module, parts);
        }
        catch (Exception error) when (error is CodeHeapExhaustedException or BranchOutOfRangeException)
        {
            return null;
        }
        finally
        {
            foreach (var part in parts)
                part?.Dispose();
        }
    }

    private ModulePart CreatePart(Module module, FunctionRange[] ranges, int index, long size, StitchLog? log)
    {
        var range = ranges[index];
        var writer = engine.Image.CreateWriter((int)size, log, (int)Math.Min(UsualBytesPerByte * range.Bytes, size));
        return new ModulePart(module, range, writer, ConstantPool.Of(index, ranges.Length));
    }

    private void Compile(ModulePart part, uint[] types, bool hasFarLabels, StitchLog? log, CancellationToken cancellation)
    {
        var memory = _memories.Rent();
        try
        {
            part.Compile(types, memory, new CodeOptions(IsGuarded: engine.Guards != null, hasFarLabels), log, cancellation);
        }
        finally
        {
            _memories.Return(memory);
        }
    }

    private ModuleCode Commit(Module module, ModulePart[] parts)
    {
        var blocks = new List<CodeBlock>(parts.Length);
        var functions = new nint[module.Bodies.Length];
        var numbers = new ulong[ConstantPool.Room];
        try
        {
            foreach (var part in parts)
                blocks.Add(part.Commit(functions, numbers));
            return new ModuleCode(engine, [.. blocks], functions, numbers);
        }
        catch
        {
            foreach (var block in blocks)
                block.Dispose();
            throw;
        }
    }

    private static long SpaceFor(FunctionRange range) => CodeSpace.For(range.Count, range.Bytes);
}
