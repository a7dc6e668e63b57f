using System.Runtime.CompilerServices;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Decoding;

/// <summary>
/// How a function's instructions use its locals: how often, loops counted manifold, where each is read last, and what each loop
/// does. It is told of the instructions in their order, and asked when it knows them all.
/// </summary>
internal sealed class LocalUses
{
    // A use counts eight times as much in a loop as outside of it, up to this depth.
    private const int DeepestCounted = 6;
    private const int DepthShift = 3;
    private const int MostWeight = int.MaxValue >> 1;

    private const int NoLoop = -1;

    private int[] _weights = new int[64];
    private int[] _lastReads = new int[64];
    private LoopUse[] _loops = new LoopUse[16];
    private int _loopCount;
    private int _next;
    private int _ifs;

    // The innermost open loop, how many are open, and what a use in it counts.
    private int _loop;
    private int _loopDepth;
    private int _weight;

    /// <summary>How often a local is used, weighed.</summary>
    public int Weight(int local) => _weights[local];

    /// <summary>The position of the last local.get of a local among the instructions, -1 for nowhere.</summary>
    public int LastRead(int local) => _lastReads[local];

    /// <summary>Whether the function calls anything, helpers included.</summary>
    public bool HasCall { get; private set; }

    /// <summary>What a loop uses. To be asked once for each loop, in the order of the code.</summary>
    public ref readonly LoopUse NextLoop() => ref _loops[_next++];

    public void Begin(int locals)
    {
        if (_weights.Length < locals)
        {
            _weights = new int[Math.Max(locals, 2 * _weights.Length)];
            _lastReads = new int[_weights.Length];
        }

        _weights.AsSpan(0, locals).Clear();
        _lastReads.AsSpan(0, locals).Fill(-1);
        _loopCount = 0;
        _next = 0;
        _ifs = 0;
        _loop = NoLoop;
        _loopDepth = 0;
        _weight = 1;
        HasCall = false;
    }

    /// <summary>local.get.</summary>
    /// <param name="local">The local.</param>
    /// <param name="position">The instruction's position.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Read(int local, int position)
    {
        Weigh(local);
        _lastReads[local] = position;
        if (_loop != NoLoop)
            ReadInLoop(local);
    }

    /// <summary>local.set and local.tee.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int local)
    {
        Weigh(local);
        if (_loop != NoLoop)
            WriteInLoop(local);
    }

    public void OpenIf() => _ifs++;

    public void EndIf() => _ifs--;

    public void OpenLoop()
    {
        if (_loopCount == _loops.Length)
            Array.Resize(ref _loops, 2 * _loopCount);
        _loops[_loopCount] = new LoopUse { Parent = _loop, Ifs = _ifs };
        _loop = _loopCount++;
        SetDepth(_loopDepth + 1);
    }

    public void EndLoop()
    {
        _loop = _loops[_loop].Parent;
        SetDepth(_loopDepth - 1);
    }

    /// <summary>
    /// br and br_if: something may be left out in the loops that the branch is in, but not in those whose start it leads to or that
    /// are around.
    /// </summary>
    public void Branch(FunctionState state, int depth)
    {
        if (_loop == NoLoop)
            return;
        // A branch forward leaves out what is before the block's end, in whichever loop that is.
        if (state.Label(depth).Kind != ControlKind.Loop)
        {
            BranchAnywhere();
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

    /// <summary>A branch that may go to more than one label.</summary>
    public void BranchAnywhere()
    {
        for (int loop = _loop; loop != NoLoop; loop = _loops[loop].Parent)
            _loops[loop].HasBranch = true;
    }

    /// <summary>A call of a function or of a helper.</summary>
    public void Call()
    {
        HasCall = true;
        for (int loop = _loop; loop != NoLoop; loop = _loops[loop].Parent)
            _loops[loop].HasCall = true;
    }

    private void SetDepth(int depth)
    {
        _loopDepth = depth;
        _weight = 1 << (DepthShift * Math.Min(depth, DeepestCounted));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Weigh(int local)
    {
        ref int weight = ref _weights[local];
        weight = Math.Min(MostWeight, weight + _weight);
    }

    private void ReadInLoop(int local)
    {
        ulong bit = LoopUse.BitOf(local);
        for (int loop = _loop; loop != NoLoop; loop = _loops[loop].Parent)
        {
            ref var use = ref _loops[loop];
            if (local >= 64 || (use.Killed & bit) == 0)
                use.LiveIn |= bit;
        }
    }

    private void WriteInLoop(int local)
    {
        ulong bit = LoopUse.BitOf(local);
        for (int loop = _loop; loop != NoLoop; loop = _loops[loop].Parent)
        {
            ref var use = ref _loops[loop];
            use.Written |= bit;
            if (local < 64 && use.Ifs == _ifs && !use.HasBranch)
                use.Killed |= bit;
        }
    }
}
