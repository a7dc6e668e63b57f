using StencilJit.Runtime;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Compilation;

/// <content>
/// Blocks: 4.4.8. Where paths meet, a single result is in its register, and all other operands are in the slots of their
/// positions, or numbers.
/// </content>
internal partial struct FunctionCompiler
{
    private ref Block PushBlock()
    {
        if (_depth == _blocks.Length)
            Array.Resize(ref _blocks, 2 * _depth);
        ref var block = ref _blocks[_depth++];
        block = default;
        block.LiveIn = _depth > 1 ? _blocks[_depth - 2].LiveIn : 0;
        return ref block;
    }

    private readonly Label LabelOf(int depth)
    {
        ref var block = ref _blocks[_depth - 1 - depth];
        if (!block.HasLabel)
        {
            block.Label = _writer.DefineLabel();
            block.HasLabel = true;
        }

        return block.Label;
    }

    /// <summary>
    /// Whether what a label takes along is in the result register. Not for an if with parameters: where there is no else,
    /// they are its results, and they are in slots.
    /// </summary>
    private static bool IsInResultRegister(in ControlFrame target) =>
        target.Kind != ControlKind.Loop && target.Type.Results.Length == 1
        && (target.Type.Parameters.IsEmpty || target.Kind is ControlKind.Function or ControlKind.Block);

    void IFunctionSink.Block(in ControlFrame frame)
    {
        Settle();
        SpillForBranches(frame.Height);
        PushBlock();
    }

    public void Loop(in ControlFrame frame)
    {
        Settle();
        SpillForBranches(frame.Height);
        for (int position = frame.Height; position < _height; position++)
            Spill(position);
        EnterLoop(ref PushBlock());
        ForgetChecks();
        _writer.Bind(LabelOf(0));
    }

    public void If(in ControlFrame frame)
    {
        SpillForBranches(frame.Height);
        // The second branch starts with the parameters in their slots.
        int condition = _height - ConditionOperands;
        for (int position = frame.Height; position < condition; position++)
            Spill(position);
        var otherwise = _writer.DefineLabel();
        EmitConditional(otherwise, holds: false);
        ref var block = ref PushBlock();
        block.Otherwise = otherwise;
        block.OtherwisePlaces = _places;
        // Without an else it is there that the paths meet.
        block.Decide(_places);
    }

    public void Else(in ControlFrame frame, bool fallsThrough)
    {
        Settle();
        if (fallsThrough)
        {
            MoveToLabel(in frame);
            MoveLocalsTo(ref _blocks[_depth - 1]);
            EmitJump(LabelOf(0));
        }

        ref var block = ref _blocks[_depth - 1];
        _writer.Bind(block.Otherwise);
        _places = block.OtherwisePlaces;
        ForgetChecks();
        PopTo(frame.Height);
        PushSlots(frame.Type.Parameters.AsSpan());
    }

    public void End(in ControlFrame frame, bool fallsThrough, bool continues)
    {
        Settle();
        if (frame.Kind == ControlKind.Function)
        {
            EndFunction(fallsThrough, continues);
            return;
        }

        ref var block = ref _blocks[_depth - 1];
        bool meets = frame.Kind == ControlKind.If || (frame.Kind != ControlKind.Loop && block.HasLabel);
        if (meets)
        {
            if (fallsThrough)
            {
                MoveToLabel(in frame);
                MoveLocalsTo(ref block);
            }

            if (block.HasLabel)
                _writer.Bind(block.Label);
            if (frame.Kind == ControlKind.If)
                _writer.Bind(block.Otherwise);
            _places = block.Places;
            ForgetChecks();
            PopTo(frame.Height);
            PushResults(in frame);
        }
        else if (!fallsThrough)
        {
            PopTo(frame.Height);
        }

        _depth--;
    }

    private void EndFunction(bool fallsThrough, bool continues)
    {
        if (fallsThrough)
            MoveResults();
        if (_blocks[0].HasLabel)
            _writer.Bind(_blocks[0].Label);
        if (continues)
            EmitReturn();
        PopTo(0);
        _depth = 0;
        FinishFrame();
    }

    private void PushSlots(ReadOnlySpan<ValueKind> types)
    {
        foreach (var type in types)
            PushSlot(type);
    }

    private void PushResults(in ControlFrame frame)
    {
        var results = frame.Type.Results.AsSpan();
        if (IsInResultRegister(in frame))
            PushRegister(results[0], Registers.Result(Operand.IsFloatKind(results[0])));
        else
            PushSlots(results);
    }

    /// <summary>
    /// Copies the topmost operands to where a label expects them, over what else is there. What the compiler knows of
    /// operands stays true for who does not branch only if nothing was there.
    /// </summary>
    private void MoveToLabel(in ControlFrame target)
    {
        int count = target.LabelTypes.Length;
        int first = _height - count;
        if (IsInResultRegister(in target))
        {
            EmitCopyToRegister(_operands[first], Registers.Result(_operands[first].IsFloat));
            return;
        }

        for (int index = 0; index < count; index++)
            EmitCopyToSlot(_operands[first + index], _frame.Operand(target.Height + index));
    }

    /// <summary>Copies the topmost operands to where the caller expects the results: several over the parameters.</summary>
    private void MoveResults()
    {
        int count = _function.Type.Results.Length;
        int first = _height - count;
        if (count == 1)
        {
            EmitCopyToRegister(_operands[first], Registers.Result(_operands[first].IsFloat));
            return;
        }

        // Results that are parameters which earlier results replace are saved before.
        for (int index = 1; index < count; index++)
        {
            if (IsReplacedBefore(first + index, index))
                EmitSlotMove(_operands[first + index].Slot, _frame.Operand(first + index));
        }

        for (int index = 0; index < count; index++)
        {
            if (IsReplacedBefore(first + index, index))
                EmitSlotMove(_frame.Operand(first + index), index);
            else
                EmitCopyToSlot(_operands[first + index], index);
        }
    }

    private readonly bool IsReplacedBefore(int position, int result)
    {
        ref readonly var operand = ref _operands[position];
        return operand.Kind == OperandKind.Local && operand.Slot < result && RegisterOfLocal(operand.Slot) == Registers.None;
    }
}
