using StencilJit.Runtime;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Compilation;

/// <content>Blocks: 4.4.8. Where paths meet, operands are in the slots of their positions, or numbers.</content>
internal partial struct FunctionCompiler
{
    private ref Block PushBlock()
    {
        if (_depth == _blocks.Length)
            Array.Resize(ref _blocks, 2 * _depth);
        ref var block = ref _blocks[_depth++];
        block = default;
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
        PushBlock();
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
        PushBlock().Otherwise = otherwise;
    }

    public void Else(in ControlFrame frame, bool fallsThrough)
    {
        Settle();
        if (fallsThrough)
        {
            MoveToLabel(frame.Height, frame.Type.Results.Length);
            EmitJump(LabelOf(0));
        }

        _writer.Bind(_blocks[_depth - 1].Otherwise);
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

        var block = _blocks[--_depth];
        bool meets = frame.Kind == ControlKind.If || (frame.Kind != ControlKind.Loop && block.HasLabel);
        if (meets)
        {
            if (fallsThrough)
                MoveToLabel(frame.Height, frame.Type.Results.Length);
            if (block.HasLabel)
                _writer.Bind(block.Label);
            if (frame.Kind == ControlKind.If)
                _writer.Bind(block.Otherwise);
            PopTo(frame.Height);
            PushSlots(frame.Type.Results.AsSpan());
        }
        else if (!fallsThrough)
        {
            PopTo(frame.Height);
        }
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

    /// <summary>Copies the topmost operands to where a label expects them. What the compiler knows of operands stays true.</summary>
    private void MoveToLabel(int height, int count)
    {
        int first = _height - count;
        for (int index = 0; index < count; index++)
            EmitMove(_operands[first + index], first + index, _frame.Operand(height + index));
    }

    /// <summary>Copies the topmost operands to where the caller expects the results, over the parameters.</summary>
    private void MoveResults()
    {
        int count = _function.Type.Results.Length;
        int first = _height - count;
        // Results that are parameters which earlier results replace are saved before.
        for (int index = 1; index < count; index++)
        {
            ref var operand = ref _operands[first + index];
            if (operand.Kind == OperandKind.Local && operand.Slot < index)
                EmitSlotMove(operand.Slot, _frame.Operand(first + index));
        }

        for (int index = 0; index < count; index++)
        {
            ref var operand = ref _operands[first + index];
            if (operand.Kind == OperandKind.Local && operand.Slot < index)
                EmitSlotMove(_frame.Operand(first + index), index);
            else
                EmitMove(operand, first + index, index);
        }
    }
}
