using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Compilation;

/// <summary>
/// Looks through a function's code before it is compiled: how often its locals are used, loops counted manifold, where
/// each is read last, and what each loop does. It does not validate; where code is malformed it stops, for then there will be no function.
/// </summary>
internal sealed class LocalScan
{
    // A use counts eight times as much in a loop as outside of it, up to this depth.
    private const int DeepestCounted = 6;
    private const int DepthShift = 3;
    private const int MostWeight = int.MaxValue >> 1;

    private const int NoLoop = -1;
    private const int PlainBlock = -1;
    private const int IfBlock = -2;

    private int[] _weights = new int[64];
    private int[] _lastReads = new int[64];
    private LoopUse[] _loops = new LoopUse[16];
    private int _loopCount;
    private int _next;
    // The open blocks: the loop that each is, or one of the numbers below.
    private int[] _blocks = new int[64];
    private int _ifs;
    private int _loop;

    /// <summary>How often a local is used, weighed.</summary>
    public int Weight(int local) => _weights[local];

    /// <summary>Where the last local.get of a local stands, -1 for nowhere.</summary>
    public int LastRead(int local) => _lastReads[local];

    /// <summary>Whether the function calls anything, helpers included.</summary>
    public bool HasCall { get; private set; }

    /// <summary>What a loop uses. To be asked in the order of the code; loops of unreachable code are passed over.</summary>
    /// <param name="offset">Where the loop instruction stands in the bytes that <see cref="Scan"/> was given.</param>
    public LoopUse Loop(int offset)
    {
        while (_next < _loopCount && _loops[_next].Offset < offset)
            _next++;
        return _next < _loopCount && _loops[_next].Offset == offset ? _loops[_next] : LoopUse.Everything;
    }

    /// <summary>Looks through the instructions of a function.</summary>
    public void Scan(ReadOnlySpan<byte> code, int locals)
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
        HasCall = false;
        var reader = new CodeSkipper(code);
        int depth = 0;
        int loopDepth = 0;
        while (!reader.IsAtEnd)
        {
            int offset = reader.Offset;
            var opcode = (Opcode)reader.ReadByte();
            switch (opcode)
            {
                case Opcode.LocalGet:
                    uint read = reader.ReadIndex();
                    if (read >= (uint)locals)
                        return;
                    Weigh((int)read, loopDepth);
                    Read((int)read, offset);
                    break;
                case Opcode.LocalSet or Opcode.LocalTee:
                    uint written = reader.ReadIndex();
                    if (written >= (uint)locals)
                        return;
                    Weigh((int)written, loopDepth);
                    Write((int)written);
                    break;
                case Opcode.Block:
                    reader.SkipImmediates(opcode);
                    Open(depth++, PlainBlock);
                    break;
                case Opcode.If:
                    reader.SkipImmediates(opcode);
                    Open(depth++, IfBlock);
                    _ifs++;
                    break;
                case Opcode.Loop:
                    reader.SkipImmediates(opcode);
                    _loop = AddLoop(offset);
                    Open(depth++, _loop);
                    loopDepth++;
                    break;
                case Opcode.End:
                    if (depth == 0)
                        return;
                    int ended = _blocks[--depth];
                    if (ended == IfBlock)
                        _ifs--;
                    if (ended < 0)
                        break;
                    _loop = _loops[ended].Parent;
                    loopDepth--;
                    break;
                case Opcode.Branch or Opcode.BranchIf:
                    uint label = reader.ReadIndex();
                    BranchOut(label < (uint)depth ? _blocks[depth - 1 - (int)label] : NoLoop);
                    break;
                case Opcode.BranchTable:
                    reader.SkipImmediates(opcode);
                    BranchOut(NoLoop);
                    break;
                default:
                    if (reader.SkipImmediates(opcode))
                        AddCall();
                    break;
            }
        }
    }

    private void Weigh(int local, int loopDepth)
    {
        ref int weight = ref _weights[local];
        weight = Math.Min(MostWeight, weight + (1 << (DepthShift * Math.Min(loopDepth, DeepestCounted))));
    }

    private void Read(int local, int offset)
    {
        _lastReads[local] = offset;
        ulong bit = LoopUse.BitOf(local);
        for (int loop = _loop; loop != NoLoop; loop = _loops[loop].Parent)
        {
            ref var use = ref _loops[loop];
            if (local >= 64 || (use.Killed & bit) == 0)
                use.LiveIn |= bit;
        }
    }

    private void Write(int local)
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

    /// <summary>Notes that something may be left out in the loops that a branch is in, but not in those whose start it leads to or that are around.</summary>
    /// <param name="target">The loop that it goes to the start of, or a negative number.</param>
    private void BranchOut(int target)
    {
        for (int loop = _loop; loop > target && loop != NoLoop; loop = _loops[loop].Parent)
            _loops[loop].HasBranch = true;
    }

    private void AddCall()
    {
        HasCall = true;
        for (int loop = _loop; loop != NoLoop; loop = _loops[loop].Parent)
            _loops[loop].HasCall = true;
    }

    private void Open(int depth, int block)
    {
        if (depth == _blocks.Length)
            Array.Resize(ref _blocks, 2 * depth);
        _blocks[depth] = block;
    }

    private int AddLoop(int offset)
    {
        if (_loopCount == _loops.Length)
            Array.Resize(ref _loops, 2 * _loopCount);
        _loops[_loopCount] = new LoopUse { Offset = offset, Parent = _loop, Ifs = _ifs };
        return _loopCount++;
    }
}
