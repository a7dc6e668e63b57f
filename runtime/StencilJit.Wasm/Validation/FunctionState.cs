using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Validation;

/// <summary>The function that is being validated, as its sink sees it: locals, operands, open blocks.</summary>
internal abstract class FunctionState
{
    private protected ByteReader _reader;
    private protected int _instruction;
    private protected ValueKind[] _locals = new ValueKind[64];
    private protected int _localCount;
    private protected LocalRun[] _runs = new LocalRun[16];
    private protected int _runCount;
    private protected ValueKind[] _operands = new ValueKind[64];
    private protected int _height;
    private protected ControlFrame[] _frames = new ControlFrame[16];
    private protected int _depth;

    private protected FunctionState(Module module) => Module = module;

    public Module Module { get; }

    /// <summary>The function's index, imported functions first.</summary>
    public int FunctionIndex { get; private protected set; }

    public FunctionType Type { get; private protected set; } = null!;

    /// <summary>The number of parameters and declared locals.</summary>
    public int LocalCount => _localCount;

    /// <summary>The types of all locals, parameters first.</summary>
    public ReadOnlySpan<ValueKind> Locals => _locals.AsSpan(0, _localCount);

    /// <summary>The locals after the parameters as they are declared: some of one type together.</summary>
    public ReadOnlySpan<LocalRun> LocalRuns => _runs.AsSpan(0, _runCount);

    /// <summary>The number of operands on the stack, those of the blocks around included.</summary>
    public int OperandHeight => _height;

    /// <summary>The types of the operands, the topmost last.</summary>
    public ReadOnlySpan<ValueKind> Operands => _operands.AsSpan(0, _height);

    /// <summary>The number of open blocks, the function itself included: the depth of the function's label plus one.</summary>
    public int ControlDepth => _depth;

    /// <summary>The offset, in the module's bytes, of the instruction that is shown.</summary>
    public int InstructionOffset => _instruction;

    /// <summary>The bytes after the instruction that is shown: not decoded, not validated.</summary>
    public ReadOnlySpan<byte> Following => _reader.Rest;

    /// <summary>The open block at a branch depth: 0 is the innermost.</summary>
    public ref readonly ControlFrame Label(int depth) => ref _frames[_depth - 1 - depth];
}
