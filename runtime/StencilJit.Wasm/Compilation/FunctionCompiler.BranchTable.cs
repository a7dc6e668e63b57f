using StencilJit.Runtime;

namespace StencilJit.Wasm.Compilation;

/// <content>
/// br_table: a search over the ranges of cases that go to the same label, or a jump through a table where there are many.
/// </content>
internal sealed unsafe partial class FunctionCompiler
{
    /// <summary>Up to so many ranges are tried one after the other.</summary>
    private const int LinearRanges = 4;

    /// <summary>More ranges are worth a table, if it has not many more entries.</summary>
    private const int MostSearchedRanges = 6;
    private const int MostEntriesPerRange = 8;

    /// <param name="depths">Of the label of each case, and at last of all others.</param>
    private void BranchTable(ReadOnlySpan<int> depths)
    {
        int index = ToRegister(_height - 1, _height - 1);
        Pop();
        _ranges.Clear();
        _detours.Clear();
        for (int value = 0; value < depths.Length; value++)
        {
            if (_ranges.Count == 0 || _ranges[^1].Depth != depths[value])
                _ranges.Add((value, depths[value]));
        }

        int cases = depths.Length - 1;
        if (_ranges.Count > MostSearchedRanges && cases <= MostEntriesPerRange * _ranges.Count)
            JumpThroughTable(cases, Registers.Number(index, 0));
        else
            Search(0, _ranges.Count, Registers.Number(index, 0));
        var places = _places;
        foreach (var (depth, detour) in _detours)
        {
            _writer.Bind(detour);
            _places = places;
            LeaveTo(depth);
        }
    }

    private void JumpThroughTable(int cases, int index)
    {
        int start = _writer.Position;
        ulong last = SignExtend((uint)cases);
        // What the table's address is shows when the stencil stands before it.
        _writer.Emit(WasmStencils.Id.JumpTableR + index, last, 0);
        _writer.Align(sizeof(int));
        _writer.Rewrite(start, WasmStencils.Id.JumpTableR + index, last, (ulong)_writer.Address);
        if (_tableTargets.Length <= cases)
            _tableTargets = new Label[2 * (cases + 1)];
        int range = 0;
        for (int value = 0; value <= cases; value++)
        {
            if (range + 1 < _ranges.Count && _ranges[range + 1].First == value)
                range++;
            _tableTargets[value] = TargetOf(_ranges[range].Depth);
        }

        _writer.EmitTable(_tableTargets.AsSpan(0, cases + 1));
    }

    private void Search(int from, int to, int index)
    {
        int below = WasmStencils.Id.JumpBelowRIJumpIf + index;
        if (to - from > LinearRanges)
        {
            int middle = (from + to) / 2;
            var lower = _writer.DefineLabel();
            _writer.EmitBranch(below, lower, SignExtend((uint)_ranges[middle].First));
            Search(middle, to, index);
            _writer.Bind(lower);
            Search(from, middle, index);
            return;
        }

        for (int range = from; range < to - 1; range++)
            _writer.EmitBranch(below, TargetOf(_ranges[range].Depth), SignExtend((uint)_ranges[range + 1].First));
        EmitJump(TargetOf(_ranges[to - 1].Depth));
    }

    /// <summary>The label itself where nothing has to be moved on the way, or one where that is done.</summary>
    private Label TargetOf(int depth)
    {
        Block* target = Target(depth);
        if (target->LabelArity == 0 && !_longBranches && AreLocalsInPlace(target))
            return LabelOf(target);
        if (!_detours.TryGetValue(depth, out var detour))
            _detours.Add(depth, detour = _writer.DefineLabel());
        return detour;
    }

    /// <summary>Whether locals are where a label wants them; who comes first decides that.</summary>
    private bool AreLocalsInPlace(Block* block)
    {
        if (block->Meet(_places, _homeSet).Bits != 0)
            return false;
        block->Common = LocalPlaces.Of(block->Common.Bits & _places.Bits);
        return true;
    }
}
