using StencilJit.Runtime;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Compilation;

/// <content>br_table: a search over the ranges of cases that go to the same label.</content>
internal partial struct FunctionCompiler
{
    /// <summary>Up to so many ranges are tried one after the other.</summary>
    private const int LinearRanges = 4;

    public void BranchTable(ReadOnlySpan<int> depths, int defaultDepth)
    {
        Settle();
        int index = ToRegister(_height - 1, _height - 1);
        Pop();
        _ranges.Clear();
        _detours.Clear();
        for (int value = 0; value <= depths.Length; value++)
        {
            int depth = value < depths.Length ? depths[value] : defaultDepth;
            if (_ranges.Count == 0 || _ranges[^1].Depth != depth)
                _ranges.Add((value, depth));
        }

        Search(0, _ranges.Count, Registers.Number(index, 0));
        var places = _places;
        foreach (var (depth, detour) in _detours)
        {
            _writer.Bind(detour);
            _places = places;
            LeaveTo(depth);
        }
    }

    private readonly void Search(int from, int to, int index)
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
    private readonly Label TargetOf(int depth)
    {
        ref readonly var target = ref _function.Label(depth);
        if (target.LabelTypes.IsEmpty && !_longBranches && AreLocalsInPlace(depth, target.Kind))
            return LabelOf(depth);
        if (!_detours.TryGetValue(depth, out var detour))
            _detours.Add(depth, detour = _writer.DefineLabel());
        return detour;
    }

    /// <summary>Whether locals are where a label wants them; who comes first decides that.</summary>
    private readonly bool AreLocalsInPlace(int depth, ControlKind kind)
    {
        if (kind == ControlKind.Function)
            return true;
        ref var block = ref _blocks[_depth - 1 - depth];
        if (!block.HasPlaces)
            block.Decide(_places);
        if ((block.Places.InRegister & ~_places.InRegister) != 0 || (block.InSlot(_homeSet) & ~_places.InSlot) != 0)
            return false;
        block.Meet(_places);
        return true;
    }
}
