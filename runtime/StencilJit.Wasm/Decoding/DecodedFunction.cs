using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Decoding;

/// <summary>
/// A valid function as its compiler reads it: the instructions that can be reached, decoded, and what is known of its locals. An
/// <see cref="InstructionRecorder"/> fills it, again for each function: in its steady state nothing is allocated.
/// </summary>
internal sealed unsafe class DecodedFunction
{
    // Of the instructions that follow one, so many are looked at whether they are there or not.
    private const int LookedAhead = 4;

    private readonly PinnedBuffer<DecodedInstruction> _instructions = new(1024);
    private int[] _labels = new int[64];
    private int _labelCount;

    /// <summary>The validator's state, with what is not recorded.</summary>
    internal FunctionState State { get; private set; } = null!;

    /// <summary>The function's index, imported functions first.</summary>
    public int Index => State.FunctionIndex;

    public FunctionType Type => State.Type;

    /// <summary>The types of all locals, parameters first.</summary>
    public ReadOnlySpan<ValueKind> Locals => State.Locals;

    /// <summary>How its locals are used.</summary>
    public LocalUses Uses { get; } = new();

    /// <summary>Where its bytes start in the module: those that declare its locals.</summary>
    public int Offset => State.Offset;

    /// <summary>How many bytes its instructions take.</summary>
    public int CodeLength => State.CodeLength;

    /// <summary>The instructions in order; the last one is the function's end.</summary>
    public ReadOnlySpan<DecodedInstruction> Instructions => new(Start, Count);

    /// <summary>The first instruction; there is room for one for each byte of the function, and for what looks further.</summary>
    public DecodedInstruction* Start => _instructions.Start;

    /// <summary>The number of instructions.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes its instructions have room in.</summary>
    public long ReservedBytes => _instructions.ReservedBytes;

    /// <summary>The type of a block, loop or if.</summary>
    public FunctionType BlockType(in DecodedInstruction instruction) => State.BlockType(instruction.Low);

    /// <summary>The depths of a br_table's labels; the last one is that of the other cases.</summary>
    public ReadOnlySpan<int> Labels(in DecodedInstruction instruction) => _labels.AsSpan(instruction.Low, instruction.High);

    /// <summary>Makes room for the instructions of so many bytes of code.</summary>
    internal void Reserve(int codeLength) => _instructions.Ensure(codeLength + LookedAhead, kept: 0);

    internal void Begin(FunctionState state)
    {
        State = state;
        Reserve(state.CodeLength);
        Count = 0;
        _labelCount = 0;
        Uses.Begin(state.LocalCount, Start);
    }

    /// <summary>Keeps nothing but the room: the module may be gone before this is.</summary>
    internal void Clear() => State = null!;

    /// <param name="end">Behind the last instruction.</param>
    internal void Finish(DecodedInstruction* end) => Count = (int)(end - Start);

    /// <summary>Keeps the labels of a br_table.</summary>
    /// <returns>What its instruction says for them.</returns>
    internal ulong Add(ReadOnlySpan<int> depths, int otherwise)
    {
        int first = _labelCount;
        int end = first + depths.Length + 1;
        if (end > _labels.Length)
            Array.Resize(ref _labels, Math.Max(end, 2 * _labels.Length));
        depths.CopyTo(_labels.AsSpan(first));
        _labels[end - 1] = otherwise;
        _labelCount = end;
        return DecodedInstruction.Pack(first, depths.Length + 1);
    }
}
