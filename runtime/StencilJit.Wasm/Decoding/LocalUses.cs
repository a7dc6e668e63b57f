using System.Runtime.CompilerServices;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Decoding;

/// <summary>
/// How a function's instructions use its locals: how often, loops counted manifold, where each is read last, and what each loop
/// does. It is told of the instructions in their order, and asked when it knows them all.
/// </summary>
/// <remarks>
/// A use in a loop concerns all loops that are open. They are gone through only where that can tell something new: what has happened
/// since the innermost one was opened is known to all of them.
/// </remarks>
internal sealed unsafe class LocalUses
{
    // A use counts eight times as much in a loop as outside of it, up to this depth.
    private const int DeepestCounted = 6;
    private const int DepthShift = 3;

    private const int NoLoop = -1;

    private readonly PinnedBuffer<LocalUse> _buffer = new(64);
    private LocalUse* _locals;
    private readonly PinnedBuffer<LoopUse> _loopBuffer = new(16);
    private LoopUse* _loops;
    private int _loopCount;
    private int _next;
    private int _ifs;

    // The innermost open loop, how many are open, and what a use in it counts.
    private int _loop;
    private int _loopDepth;
    private long _weight;

    // Instructions are known by where they are in memory. Nowhere is the place before the first one.
    private nint _nowhere;
    // Where the innermost of the open loops starts, or one that was in it; nowhere without any.
    private nint _loopStart;
    // Likewise, or where the last if ended: what is written from there on may again be written always.
    private nint _certainSince;
    // The last call, and the last branch after which nothing happens always in the loops that are open.
    private nint _lastCall;
    private nint _lastForward;

    /// <summary>Whether the function calls anything, helpers included.</summary>
    public bool HasCall => _lastCall != _nowhere;

    /// <summary>Whether the function selects between integers or references.</summary>
    public bool HasSelect { get; private set; }

    /// <summary>How each local is used.</summary>
    public LocalUse* OfLocals => _locals;

    /// <summary>How often a local is used, weighed.</summary>
    public long Weight(int local) => _locals[local].Weight;

    /// <summary>The position of the instruction before which a local is pushed last, -1 for nowhere.</summary>
    public int LastRead(int local) => (int)((nuint)(_locals[local].LastRead - _nowhere) / (nuint)sizeof(DecodedInstruction)) - 1;

    /// <summary>What a loop uses. To be asked once for each loop, in the order of the code.</summary>
    public ref readonly LoopUse NextLoop() => ref _loops[_next++];

    /// <param name="locals">The number of locals.</param>
    /// <param name="instructions">Where the first instruction will be.</param>
    public void Begin(int locals, DecodedInstruction* instructions)
    {
        _nowhere = (nint)(instructions - 1);
        _locals = _buffer.Ensure(locals, kept: 0);
        new Span<LocalUse>(_locals, locals).Fill(new LocalUse { LastRead = _nowhere, LastWrite = _nowhere });
        HasSelect = false;
        _loopCount = 0;
        _next = 0;
        _ifs = 0;
        _loop = NoLoop;
        _loopDepth = 0;
        _weight = 1;
        _loopStart = _nowhere;
        _certainSince = _nowhere;
        _lastCall = _nowhere;
        _lastForward = _nowhere;
    }

    /// <summary>local.get.</summary>
    /// <param name="local">The local.</param>
    /// <param name="instruction">The instruction before which it is pushed: the next one that is recorded.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Read(int local, DecodedInstruction* instruction)
    {
        var use = _locals + (uint)local;
        use->Weight += _weight;
        nint before = use->LastRead;
        use->LastRead = (nint)instruction;
        if (before < _loopStart)
            ReadInLoop(local);
    }

    /// <summary>local.set and local.tee.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int local, DecodedInstruction* instruction)
    {
        var use = _locals + (uint)local;
        use->Weight += _weight;
        nint before = use->LastWrite;
        use->LastWrite = (nint)instruction;
        if (before < _certainSince)
            WriteInLoop(local);
    }

    /// <summary>select of integers or references.</summary>
    public void Select() => HasSelect = true;

    public void OpenIf() => _ifs++;

    public void EndIf(DecodedInstruction* end)
    {
        _ifs--;
        if (_loop != NoLoop)
            _certainSince = (nint)end;
    }

    /// <param name="start">Where the first instruction in the loop will be, behind that which opens it: what is pushed before the loop belongs to the latter.</param>
    public void OpenLoop(DecodedInstruction* start)
    {
        _loops = _loopBuffer.Ensure(_loopCount + 1, _loopCount);
        _loops[_loopCount] = new LoopUse { Parent = _loop, Ifs = _ifs };
        _loop = _loopCount++;
        _loopStart = (nint)start;
        _certainSince = (nint)start;
        SetDepth(_loopDepth + 1);
    }

    public void EndLoop()
    {
        _loop = _loops[_loop].Parent;
        SetDepth(_loopDepth - 1);
        if (_loop != NoLoop)
            return;
        _loopStart = _nowhere;
        _certainSince = _nowhere;
    }

    /// <summary>
    /// br and br_if: something may be left out in the loops that the branch is in, but not in those whose start it leads to or that
    /// are around.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Branch(FunctionState state, int depth, DecodedInstruction* instruction)
    {
        if (_lastForward < _loopStart)
            BranchInLoop(state, depth, instruction);
    }

    /// <summary>A branch that may go to more than one label.</summary>
    public void BranchAnywhere(DecodedInstruction* instruction)
    {
        _lastForward = (nint)instruction;
        for (int loop = _loop; loop != NoLoop; loop = _loops[loop].Parent)
            _loops[loop].HasBranch = true;
    }

    /// <summary>A call of a function or of a helper.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Call(DecodedInstruction* instruction)
    {
        nint before = _lastCall;
        _lastCall = (nint)instruction;
        if (before < _loopStart)
            CallInLoop();
    }

    private void SetDepth(int depth)
    {
        _loopDepth = depth;
        _weight = 1L << (DepthShift * Math.Min(depth, DeepestCounted));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReadInLoop(int local)
    {
        ulong bit = LoopUse.BitOf(local);
        for (int loop = _loop; loop != NoLoop; loop = _loops[loop].Parent)
        {
            var use = _loops + loop;
            if (local >= LoopUse.Named || (use->Killed & bit) == 0)
                use->LiveIn |= bit;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteInLoop(int local)
    {
        ulong bit = LoopUse.BitOf(local);
        for (int loop = _loop; loop != NoLoop; loop = _loops[loop].Parent)
        {
            var use = _loops + loop;
            use->Written |= bit;
            if (local < LoopUse.Named && use->Ifs == _ifs && !use->HasBranch)
                use->Killed |= bit;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void BranchInLoop(FunctionState state, int depth, DecodedInstruction* instruction)
    {
        // A branch forward leaves out what is before the block's end, in whichever loop that is.
        if (state.Label(depth).Kind != ControlKind.Loop)
        {
            BranchAnywhere(instruction);
            return;
        }

        int loop = _loop;
        for (int inner = 0; inner < depth; inner++)
        {
            if (state.Label(inner).Kind != ControlKind.Loop)
                continue;
            _loops[loop].HasBranch = true;
            loop = _loops[loop].Parent;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CallInLoop()
    {
        for (int loop = _loop; loop != NoLoop; loop = _loops[loop].Parent)
            _loops[loop].HasCall = true;
    }
}
