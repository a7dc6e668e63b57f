using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Decoding;

/// <summary>
/// A valid function as its compiler reads it: the instructions that can be reached, decoded, and what is known of its locals. An
/// <see cref="InstructionRecorder"/> fills it, again for each function: in its steady state nothing is allocated.
/// </summary>
/// <remarks>
/// Nearly half of all instructions only push a local or a number, for which nothing is stitched. They are kept apart, as operands of
/// the others: which of both comes next, nobody foresees, and a compiler that asked would wait for the answer each time.
/// </remarks>
internal sealed unsafe class DecodedFunction
{
    /// <summary>In the immediate of an end: the instruction before goes on to it.</summary>
    public const uint FallsThrough = 1;

    /// <summary>In the immediate of an end: something gets to what follows.</summary>
    public const uint Continues = 2;

    // Of the instructions that follow one, so many are looked at whether they are there or not.
    private const int LookedAhead = 4;

    // What pushes a value has so many bytes at least.
    private const int BytesPerPush = 2;

    private readonly PinnedBuffer<DecodedInstruction> _instructions = new(1024);
    private readonly PinnedBuffer<DecodedPush> _pushed = new(1024);
    // What instructions have of immediates beside one.
    private int[] _immediates = new int[64];
    private int _immediateCount;

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

    /// <summary>The instructions in order, without those that only push a local or a number; the last one is the function's end.</summary>
    public ReadOnlySpan<DecodedInstruction> Instructions => new(Start, Count);

    /// <summary>The first instruction; there is room for one for each byte of the function, and for what looks further.</summary>
    public DecodedInstruction* Start => _instructions.Start;

    /// <summary>The number of instructions.</summary>
    public int Count { get; private set; }

    /// <summary>The first local or number that is pushed; behind the last one may be read as many as are copied at once.</summary>
    public DecodedPush* FirstPushed => _pushed.Start;

    /// <summary>How many are pushed.</summary>
    public int PushedCount { get; private set; }

    /// <summary>How many bytes its instructions have room in.</summary>
    public long ReservedBytes => _instructions.ReservedBytes + _pushed.ReservedBytes;

    /// <summary>The type of a block, loop or if.</summary>
    public FunctionType BlockType(in DecodedInstruction instruction) => State.BlockType(instruction.Index);

    /// <summary>The depths of a br_table's labels; the last one is that of the other cases.</summary>
    public ReadOnlySpan<int> Labels(in DecodedInstruction instruction) =>
        _immediates.AsSpan(instruction.Index + 1, _immediates[instruction.Index]);

    /// <summary>The two immediates of a call_indirect (type, table), table.copy (source, destination) or table.init (segment, table).</summary>
    public (int First, int Second) Pair(in DecodedInstruction instruction) =>
        (_immediates[instruction.Index], _immediates[instruction.Index + 1]);

    /// <summary>The locals and numbers that are pushed between an instruction and the one before.</summary>
    /// <param name="index">The instruction's position.</param>
    public ReadOnlySpan<DecodedPush> PushedBefore(int index)
    {
        uint origin = (uint)(nint)FirstPushed;
        uint start = index == 0 ? 0 : Start[index - 1].Pushed - origin;
        uint end = Start[index].Pushed - origin;
        return new((byte*)FirstPushed + start, (int)((end - start) / (uint)sizeof(DecodedPush)));
    }

    /// <summary>Makes room for the instructions of so many bytes of code.</summary>
    internal void Reserve(int codeLength)
    {
        _instructions.Ensure(codeLength + LookedAhead, kept: 0);
        _pushed.Ensure((codeLength / BytesPerPush) + LookedAhead, kept: 0);
    }

    internal void Begin(FunctionState state)
    {
        State = state;
        Reserve(state.CodeLength);
        Count = 0;
        _immediateCount = 0;
        Uses.Begin(state.LocalCount, Start);
    }

    /// <summary>Keeps nothing but the room: the module may be gone before this is.</summary>
    internal void Clear() => State = null!;

    /// <param name="end">Behind the last instruction.</param>
    /// <param name="pushed">Behind what is pushed last.</param>
    internal void Finish(DecodedInstruction* end, DecodedPush* pushed)
    {
        Count = (int)(end - Start);
        PushedCount = (int)(pushed - FirstPushed);
    }

    /// <summary>Keeps the labels of a br_table.</summary>
    /// <returns>What its instruction says for them.</returns>
    internal uint Add(ReadOnlySpan<int> depths, int otherwise)
    {
        var kept = AddImmediates(depths.Length + 2, out uint first);
        kept[0] = depths.Length + 1;
        depths.CopyTo(kept[1..]);
        kept[^1] = otherwise;
        return first;
    }

    /// <summary>Keeps two immediates.</summary>
    /// <returns>What their instruction says for them.</returns>
    internal uint Add(int first, int second)
    {
        var kept = AddImmediates(2, out uint index);
        kept[0] = first;
        kept[1] = second;
        return index;
    }

    private Span<int> AddImmediates(int count, out uint first)
    {
        first = (uint)_immediateCount;
        int end = _immediateCount + count;
        if (end > _immediates.Length)
            Array.Resize(ref _immediates, Math.Max(end, 2 * _immediates.Length));
        _immediateCount = end;
        return _immediates.AsSpan((int)first, count);
    }
}
