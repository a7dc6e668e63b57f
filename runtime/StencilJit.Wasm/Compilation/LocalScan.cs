using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Compilation;

/// <summary>
/// Looks through a function's code before it is compiled: how often its locals are used, loops counted manifold, and what
/// is used in each loop. It does not validate; where code is malformed it stops, for then there will be no function.
/// </summary>
internal sealed class LocalScan
{
    // A use counts eight times as much in a loop as outside of it, up to this depth.
    private const int DeepestCounted = 6;
    private const int DepthShift = 3;
    private const int MostWeight = int.MaxValue >> 1;

    private int[] _weights = new int[64];
    private LoopUse[] _loops = new LoopUse[16];
    private int _loopCount;
    private int _next;
    // The open blocks: the loop that each is, or -1.
    private int[] _blocks = new int[64];

    /// <summary>How often a local is used, weighed.</summary>
    public int Weight(int local) => _weights[local];

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
            _weights = new int[Math.Max(locals, 2 * _weights.Length)];
        else
            _weights.AsSpan(0, locals).Clear();
        _loopCount = 0;
        _next = 0;
        HasCall = false;
        var reader = new CodeSkipper(code);
        int depth = 0;
        int loop = -1;
        int loopDepth = 0;
        while (!reader.IsAtEnd)
        {
            int offset = reader.Offset;
            var opcode = (Opcode)reader.ReadByte();
            switch (opcode)
            {
                case Opcode.LocalGet or Opcode.LocalSet or Opcode.LocalTee:
                    uint local = reader.ReadIndex();
                    if (local < (uint)locals)
                        Use((int)local, loopDepth, loop, isWritten: opcode != Opcode.LocalGet);
                    break;
                case Opcode.Block or Opcode.If:
                    reader.SkipImmediates(opcode);
                    Open(depth++, -1);
                    break;
                case Opcode.Loop:
                    reader.SkipImmediates(opcode);
                    loop = AddLoop(offset, loop);
                    Open(depth++, loop);
                    loopDepth++;
                    break;
                case Opcode.End:
                    if (depth == 0)
                        return;
                    int ended = _blocks[--depth];
                    if (ended >= 0)
                    {
                        loop = CloseLoop(ended);
                        loopDepth--;
                    }

                    break;
                default:
                    if (reader.SkipImmediates(opcode))
                        AddCall(loop);
                    break;
            }
        }
    }

    private void Use(int local, int loopDepth, int loop, bool isWritten)
    {
        ref int weight = ref _weights[local];
        weight = Math.Min(MostWeight, weight + (1 << (DepthShift * Math.Min(loopDepth, DeepestCounted))));
        if (loop < 0)
            return;
        ref var use = ref _loops[loop];
        use.Used |= LoopUse.BitOf(local);
        if (isWritten)
            use.Written |= LoopUse.BitOf(local);
    }

    private void AddCall(int loop)
    {
        HasCall = true;
        if (loop >= 0)
            _loops[loop].HasCall = true;
    }

    private void Open(int depth, int loop)
    {
        if (depth == _blocks.Length)
            Array.Resize(ref _blocks, 2 * depth);
        _blocks[depth] = loop;
    }

    private int AddLoop(int offset, int parent)
    {
        if (_loopCount == _loops.Length)
            Array.Resize(ref _loops, 2 * _loopCount);
        _loops[_loopCount] = new LoopUse { Offset = offset, Parent = parent };
        return _loopCount++;
    }

    /// <summary>What a loop does, the loop around it does too.</summary>
    private int CloseLoop(int loop)
    {
        ref var use = ref _loops[loop];
        if (use.Parent >= 0)
        {
            ref var parent = ref _loops[use.Parent];
            parent.Used |= use.Used;
            parent.Written |= use.Written;
            parent.HasCall |= use.HasCall;
        }

        return use.Parent;
    }
}
