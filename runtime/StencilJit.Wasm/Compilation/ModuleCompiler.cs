using StencilJit.Runtime;
using StencilJit.Runtime.Tracing;
using StencilJit.Wasm.Decoding;
using StencilJit.Wasm.Execution;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Compilation;

/// <summary>Validates and compiles all functions of a module into one piece of code. Several threads may use it at once.</summary>
/// <param name="engine">Where the code goes.</param>
internal sealed class ModuleCompiler(EngineCode engine)
{
    // Address space asked for: rarely is an instruction's byte stitched to more. What is not used is given back.
    private const int BytesPerByte = 16;
    private const int BytesPerFunction = 256;
    // What a byte is stitched to in most modules.
    private const int UsualBytesPerByte = 3;
    private const int Growth = 8;

    // What the last compilation that ended has used, for the next one.
    private CompilationMemory? _spare;

    /// <param name="module">What to compile.</param>
    /// <param name="log">Records the code; null for nothing.</param>
    public ModuleCode Compile(Module module, StitchLog? log)
    {
        if (module.Bodies.IsEmpty)
            return new ModuleCode(engine, null, [], []);
        var types = Array.ConvertAll(module.Types.ToArray(), CanonicalTypes.NumberOf);
        long bytes = 0;
        int longest = 0;
        foreach (var body in module.Bodies)
        {
            bytes += body.Length;
            longest = Math.Max(longest, body.Length);
        }

        long size = Math.Clamp(BytesPerByte * bytes + (long)BytesPerFunction * module.Bodies.Length, 1, Math.Max(1, engine.Heap.LongestFree));
        var memory = Interlocked.Exchange(ref _spare, null) ?? new CompilationMemory();
        try
        {
            memory.Reserve(longest);
            for (; ; )
            {
                try
                {
                    using var writer = engine.Image.CreateWriter((int)size, log, (int)Math.Min(UsualBytesPerByte * bytes, size));
                    return Compile(module, types, memory, writer, log);
                }
                catch (CodeHeapExhaustedException)
                {
                    // The code is larger than was thought likely: the last attempt may use all that there is.
                    long most = engine.Heap.LongestFree;
                    if (size >= most)
                        throw new CodeHeapExhaustedException($"The code heap has {most} bytes free in one stretch, and the module's code takes more. Make the engine with more code space.");
                    size = Math.Min(size * Growth, most);
                }
            }
        }
        finally
        {
            memory.Function.Clear();
            if (memory.IsWorthKeeping)
                Volatile.Write(ref _spare, memory);
        }
    }

    private ModuleCode Compile(Module module, uint[] types, CompilationMemory memory, CodeWriter writer, StitchLog? log)
    {
        var labels = writer.DefineLabels(module.Bodies.Length);
        int mark = writer.LabelMark;
        var validator = new FunctionValidator<InstructionRecorder>(module, new InstructionRecorder(memory.Function));
        var constants = new ConstantPool();
        var compiler = new FunctionCompiler(module, memory, constants, writer, labels, types, isGuarded: engine.Guards != null);
        using var source = log is null ? null : new SourceRecording(log, module, compiler);
        for (int function = 0; function < labels.Count; function++)
        {
            int index = module.ImportedFunctionCount + function;
            writer.Align(16);
            log?.BeginRegion(module.DescribeFunction(index), index);
            validator.Validate(index);
            compiler.Compile();
            writer.ResetLabels(mark);
        }

        var block = writer.Commit();
        var addresses = new nint[labels.Count];
        for (int function = 0; function < addresses.Length; function++)
            addresses[function] = writer.AddressOf(labels[function]);
        return new ModuleCode(engine, block, addresses, constants.Numbers);
    }
}
