using System.Runtime.CompilerServices;
using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Validation;

/// <summary>The function that is being validated, as its sink sees it: locals, operands, open blocks.</summary>
internal abstract unsafe class FunctionState
{
    // A call looks at so many operands from the topmost downwards, whether there are as many or not.
    private const int Below = CallSignature.MostParameters;

    private readonly BlockTypeTable _blockTypes;
    private readonly PinnedBuffer<ValueKind> _operands = new(256);
    private readonly PinnedBuffer<ControlFrame> _frames = new(16);
    private readonly PinnedBuffer<ValueKind> _locals = new(64);

    private protected ByteReader _reader;

    private protected ValueKind* _localTypes;
    private protected int _localCount;
    private protected LocalRun[] _runs = new LocalRun[16];
    private protected int _runCount;

    // Where the first operand is, where the first one of the innermost block, and where the next one goes. There is room for an
    // operand for each byte that is not read yet: one is all that most instructions push, and others look for themselves.
    private ValueKind* _bottom;
    private protected ValueKind* _floor;
    private protected ValueKind* _top;

    // The innermost block, and how many are open.
    private protected ControlFrame* _frame;
    private ControlFrame* _lastFrame;
    private protected int _depth;

    private protected FunctionState(Module module)
    {
        Module = module;
        _blockTypes = new BlockTypeTable(module);
    }

    public Module Module { get; }

    /// <summary>The function's index, imported functions first.</summary>
    public int FunctionIndex { get; private protected set; }

    public FunctionType Type { get; private protected set; } = null!;

    /// <summary>Where it starts in the module's bytes, with what declares its locals.</summary>
    public int Offset { get; private protected set; }

    /// <summary>How many bytes its instructions take.</summary>
    public int CodeLength { get; private protected set; }

    /// <summary>The number of parameters and declared locals.</summary>
    public int LocalCount => _localCount;

    /// <summary>The types of all locals, parameters first.</summary>
    public ReadOnlySpan<ValueKind> Locals => new(_localTypes, _localCount);

    /// <summary>The locals after the parameters as they are declared: some of one type together.</summary>
    public ReadOnlySpan<LocalRun> LocalRuns => _runs.AsSpan(0, _runCount);

    /// <summary>The number of operands on the stack, those of the blocks around included.</summary>
    public int OperandHeight => (int)(_top - _bottom);

    /// <summary>The types of the operands, the topmost last.</summary>
    public ReadOnlySpan<ValueKind> Operands => new(_bottom, OperandHeight);

    /// <summary>The number of open blocks, the function itself included: the depth of the function's label plus one.</summary>
    public int ControlDepth => _depth;

    /// <summary>The open block at a branch depth: 0 is the innermost.</summary>
    public ref readonly ControlFrame Label(int depth) => ref _frame[-depth];

    /// <summary>A block's type by its number.</summary>
    public FunctionType BlockType(int number) => _blockTypes[number];

    private protected void ClearLocals()
    {
        _localTypes = _locals.Start;
        _localCount = 0;
        _runCount = 0;
    }

    private protected Span<ValueKind> AddLocals(int count)
    {
        _localTypes = _locals.Ensure(_localCount + count, _localCount);
        var added = new Span<ValueKind>(_localTypes + _localCount, count);
        _localCount += count;
        return added;
    }

    /// <summary>Starts with an empty stack that has room for what the bytes that are left push.</summary>
    private protected void ClearOperands()
    {
        _bottom = _operands.Ensure(Below + _reader.Remaining, kept: 0) + Below;
        _top = _bottom;
        _floor = _bottom;
    }

    /// <summary>Makes room for operands beside those that the bytes that are left may push.</summary>
    private protected void MakeRoom(int count)
    {
        int height = OperandHeight;
        int floor = (int)(_floor - _bottom);
        _bottom = _operands.Ensure(checked(Below + height + count + _reader.Remaining), Below + height) + Below;
        _top = _bottom + height;
        _floor = _bottom + floor;
    }

    private protected void ClearFrames()
    {
        // What is around the function's frame is none, but has the height that is left when it is closed.
        _frame = _frames.Start;
        *_frame = default;
        _lastFrame = _frame + _frames.Capacity - 1;
        _depth = 0;
    }

    /// <summary>Opens a block whose parameters are popped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected ControlFrame* PushFrame(ControlKind kind, int type, bool takesNothing, bool isEntered)
    {
        if (_frame == _lastFrame)
            GrowFrames();
        var frame = _frame + 1;
        // One by one: what is made beside and copied has to wait for its parts.
        frame->Type = type;
        frame->Height = OperandHeight;
        frame->Kind = kind;
        frame->TakesNothing = takesNothing;
        frame->IsPolymorphic = false;
        frame->IsEntered = isEntered;
        frame->IsTarget = false;
        frame->ThenFallsThrough = false;
        _frame = frame;
        _depth++;
        _floor = _top;
        return frame;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected void PopFrame()
    {
        _frame--;
        _depth--;
        _floor = _bottom + _frame->Height;
    }

    private void GrowFrames()
    {
        _frame = _frames.Ensure(_depth + 2, _depth + 1) + _depth;
        _lastFrame = _frames.Start + _frames.Capacity - 1;
    }
}
