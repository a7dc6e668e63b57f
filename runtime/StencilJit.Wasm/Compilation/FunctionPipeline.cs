using StencilJit.Runtime;
using StencilJit.Runtime.Tracing;
using StencilJit.Wasm.Decoding;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Compilation;

/// <summary>What a function goes through on its way to code: validation, which writes its instructions down, and the compiler.</summary>
/// <remarks>One thread uses it at a time. After an exception it is not used again.</remarks>
/// <param name="module">The functions' module.</param>
/// <param name="memory">Memory that nobody else uses meanwhile.</param>
/// <param name="constants">Takes the numbers that code reads from its instance.</param>
/// <param name="types">The canonical number of each of the module's types.</param>
/// <param name="options">What the code may rely on.</param>
internal sealed class FunctionPipeline(Module module, CompilationMemory memory, ConstantPool constants, uint[] types, CodeOptions options)
{
    private readonly FunctionValidator<InstructionRecorder> _validator = new(module, new InstructionRecorder(memory.Function));
    private readonly FunctionCompiler _compiler = new(module, memory, constants, types, options);

    /// <summary>Where it is in the module while it compiles a function.</summary>
    public ISourceCursor Source => _compiler;

    /// <summary>Validates and compiles a function.</summary>
    /// <param name="function">Its index, imported functions first.</param>
    /// <param name="writer">Where the code goes; nothing else defines labels there meanwhile.</param>
    /// <param name="labels">The function's label, and those of functions that it may call directly.</param>
    public void Compile(int function, CodeWriter writer, FunctionLabels labels)
    {
        int mark = writer.LabelMark;
        _validator.Validate(function);
        _compiler.Compile(writer, labels);
        writer.ResetLabels(mark);
    }
}
