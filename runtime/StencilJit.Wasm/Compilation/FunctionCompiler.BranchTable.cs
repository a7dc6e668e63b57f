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
        int index = _height - 1;
        int count = _function.Label(defaultDepth).LabelTypes.Length;
        for (int position = index - count; position < index; position++)
            Spill(position);
        ToRegister(index);

        _ranges.Clear();
        _detours.Clear();
        for (int value = 0; value <= depths.Length; value++)
        {
            int depth = value < depths.Length ? depths[value] : defaultDepth;
            if (_ranges.Count == 0 || _ranges[^1].Depth != depth)
                _ranges.Add((value, depth));
        }

        Search(0, _ranges.Count, index);
        Pop();
        foreach (var (depth, detour) in _detours)
        {
            _writer.Bind(detour);
            LeaveTo(depth);
        }
    }

    private readonly void Search(int from, int to, int index)
    {
        int below = WasmStencils.Id.JumpBelowRIJumpIf + Variant(index);
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
            _writer.EmitBranch(below, TargetOf(_ranges[range].Depth, index), SignExtend((uint)_ranges[range + 1].First));
        EmitJump(TargetOf(_ranges[to - 1].Depth, index));
    }

    /// <summary>The label itself, or one where operands are moved before: they are in their slots, below the index.</summary>
    private readonly Label TargetOf(int depth, int index)
    {
        ref readonly var target = ref _function.Label(depth);
        int count = target.LabelTypes.Length;
        bool isInPlace = count == 0 || (target.Kind != ControlKind.Function && target.Height == index - count);
        if (isInPlace && !_longBranches)
            return LabelOf(depth);
        if (!_detours.TryGetValue(depth, out var detour))
            _detours.Add(depth, detour = _writer.DefineLabel());
        return detour;
    }
}
