using StencilJit.Wasm.Decoding;

namespace StencilJit.Wasm.Tests.Decoding;

/// <summary>
/// What <see cref="LocalUses"/> is to find, found the plain way: each use goes through all loops that are open.
/// </summary>
internal sealed class LocalUsesReference
{
    private readonly List<Operation> _blocks = [];
    private readonly List<int> _open = [];
    private int _ifs;

    public LocalUsesReference(DecodedFunction function)
    {
        Weights = new long[function.Locals.Length];
        LastReads = Enumerable.Repeat(-1, function.Locals.Length).ToArray();
        for (int i = 0; i < function.Count; i++)
        {
            foreach (var push in function.PushedBefore(i))
            {
                if (!push.IsNumber)
                    Read((int)push.Bits, i);
            }

            Take(function.Instructions[i]);
        }
    }

    public long[] Weights { get; }

    public int[] LastReads { get; }

    public List<LoopUse> Loops { get; } = [];

    private void Read(int local, int position)
    {
        Weights[local] += 1L << (3 * Math.Min(_open.Count, 6));
        LastReads[local] = position;
        ForOpen((ref LoopUse use) => use.LiveIn |= local < 64 ? LoopUse.BitOf(local) & ~use.Killed : LoopUse.BitOf(local));
    }

    private void Take(in DecodedInstruction instruction)
    {
        int local = instruction.Index;
        switch (instruction.Operation)
        {
            case Operation.LocalSet or Operation.LocalTee:
                Weights[local] += 1L << (3 * Math.Min(_open.Count, 6));
                ForOpen((ref LoopUse use) =>
                {
                    use.Written |= LoopUse.BitOf(local);
                    if (local < 64 && use.Ifs == _ifs && !use.HasBranch)
                        use.Killed |= LoopUse.BitOf(local);
                });
                break;
            case Operation.Call:
                ForOpen((ref LoopUse use) => use.HasCall = true);
                break;
            case Operation.Branch or Operation.BranchIf:
                LeaveOut(instruction.Index);
                break;
            case Operation.Block or Operation.Loop or Operation.If:
                Open(instruction.Operation);
                break;
            case Operation.End when _blocks.Count > 0:
                Close();
                break;
        }
    }

    private void Open(Operation block)
    {
        _blocks.Add(block);
        if (block == Operation.If)
            _ifs++;
        if (block != Operation.Loop)
            return;
        _open.Add(Loops.Count);
        Loops.Add(new LoopUse { Ifs = _ifs });
    }

    private void Close()
    {
        if (_blocks[^1] == Operation.If)
            _ifs--;
        if (_blocks[^1] == Operation.Loop)
            _open.RemoveAt(_open.Count - 1);
        _blocks.RemoveAt(_blocks.Count - 1);
    }

    /// <summary>A branch back leaves something out of the loops inside of the one it goes to, one forward out of all.</summary>
    private void LeaveOut(int depth)
    {
        bool isBack = depth < _blocks.Count && _blocks[^(depth + 1)] == Operation.Loop;
        int left = isBack ? _blocks.TakeLast(depth).Count(block => block == Operation.Loop) : _open.Count;
        foreach (int loop in _open.TakeLast(left))
            Loops[loop] = Loops[loop] with { HasBranch = true };
    }

    private void ForOpen(Change change)
    {
        foreach (int loop in _open)
        {
            var use = Loops[loop];
            change(ref use);
            Loops[loop] = use;
        }
    }

    private delegate void Change(ref LoopUse use);
}
