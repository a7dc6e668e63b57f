using StencilJit.Runtime;
using StencilJit.Runtime.Tracing;
using StencilJit.Wasm.Decoding;
using StencilJit.Wasm.Execution;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Compilation;

/// <summary>Validates and compiles all functions of a module into one piece of code.</summary>
internal static class ModuleCompiler
{
    // Address space asked for: rarely is an instruction's byte stitched to more. What is not used is given back.
    private const int BytesPerByte = 16;
    private const int BytesPerFunction = 256;
    private const int Growth = 8;

    public static ModuleCode Compile(EngineCode engine, Module module, StitchLog? log)
    {
        if (module.Bodies.IsEmpty)
            return new ModuleCode(engine, null, []);
        var types = Array.ConvertAll(module.Types.ToArray(), CanonicalTypes.NumberOf);
        long size = (long)BytesPerFunction * module.Bodies.Length;
        foreach (var body in module.Bodies)
            size += (long)BytesPerByte * body.Length;
        size = Math.Clamp(size, 1, Math.Max(1, engine.Heap.LongestFree));
        for (; ; )
        {
            try
            {
                return Compile(engine, module, types, (int)size, log);
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

    private static ModuleCode Compile(EngineCode engine, Module module, uint[] types, int size, StitchLog? log)
    {
        using var writer = engine.Image.CreateWriter(size, log);
        var labels = new Label[module.Bodies.Length];
        foreach (ref var label in labels.AsSpan())
            label = writer.DefineLabel();
        int mark = writer.LabelMark;
        var decoded = new DecodedFunction();
        var validator = new FunctionValidator<InstructionRecorder>(module, new InstructionRecorder(decoded));
        var compiler = new FunctionCompiler(module, decoded, writer, labels, types, isGuarded: engine.Guards != null);
        using var source = log is null ? null : new SourceRecording(log, module, compiler);
        for (int function = 0; function < labels.Length; function++)
        {
            int index = module.ImportedFunctionCount + function;
            writer.Align(16);
            log?.BeginRegion(module.DescribeFunction(index), index);
            validator.Validate(index);
            compiler.Compile();
            writer.ResetLabels(mark);
        }

        var block = writer.Commit();
        return new ModuleCode(engine, block, Array.ConvertAll(labels, writer.AddressOf));
    }
}
