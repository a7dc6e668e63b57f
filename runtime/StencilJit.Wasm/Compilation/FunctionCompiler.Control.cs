using StencilJit.Runtime;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Compilation;

/// <content>
/// Blocks: 4.4.8. Where paths meet, a single result is in its register, and all other operands are in the slots of their
/// positions, or numbers.
/// </content>
internal sealed unsafe partial class FunctionCompiler
{
    private ref Block PushBlock(ControlKind kind, FunctionType type, int height)
    {
        if (_depth == _blocks.Length)
            Array.Resize(ref _blocks, 2 * _depth);
        ulong liveIn = _depth > 0 ? _blocks[_depth - 1].LiveIn : 0;
        ref var block = ref _blocks[_depth++];
        block.Open(kind, type, height, liveIn);
        return ref block;
    }

    /// <summary>The block that a branch of a depth goes to.</summary>
    private ref Block Target(int depth) => ref _blocks[_depth - 1 - depth];

    private Label LabelOf(ref Block block)
    {
        if (!block.HasLabel)
        {
            block.Label = _writer.DefineLabel();
            block.HasLabel = true;
        }

        return block.Label;
    }

    private void Block(FunctionType type)
    {
        int height = _height - type.Parameters.Length;
        SpillForBranches(height);
        PushBlock(ControlKind.Block, type, height);
    }

    private void Loop(FunctionType type)
    {
        int height = _height - type.Parameters.Length;
        SpillForBranches(height);
        for (int position = height; position < _height; position++)
            Spill(position);
        ref var block = ref PushBlock(ControlKind.Loop, type, height);
        EnterLoop(ref block);
        ForgetChecks();
        _writer.Bind(LabelOf(ref block));
    }

    private void If(FunctionType type)
    {
        int condition = _height - ConditionOperands;
        int height = condition - type.Parameters.Length;
        SpillForBranches(height);
        // The second branch starts with the parameters in their slots.
        for (int position = height; position < condition; position++)
            Spill(position);
        var otherwise = _writer.DefineLabel();
        EmitConditional(otherwise, holds: false);
        ref var block = ref PushBlock(ControlKind.If, type, height);
        block.Otherwise = otherwise;
        block.OtherwisePlaces = _places;
        // Without an else it is there that the paths meet.
        block.Decide(_places);
    }

    private void Else(bool fallsThrough)
    {
        ref var block = ref Target(0);
        if (fallsThrough)
        {
            MoveToLabel(in block);
            MoveLocalsTo(ref block);
            EmitJump(LabelOf(ref block));
        }

        block.Kind = ControlKind.Else;
        _writer.Bind(block.Otherwise);
        _places = block.OtherwisePlaces;
        ForgetChecks();
        PopTo(block.Height);
        PushSlots(block.Type.Parameters.AsSpan());
    }

    /// <summary>The end of a block, and at last of the function.</summary>
    /// <param name="fallsThrough">Whether the instruction before goes on to it; its operands are then the results.</param>
    /// <param name="continues">Whether anything gets to what follows.</param>
    private void End(bool fallsThrough, bool continues)
    {
        ref var block = ref Target(0);
        if (block.Kind == ControlKind.Function)
        {
            EndFunction(fallsThrough, continues);
            return;
        }

        bool meets = block.Kind == ControlKind.If || (block.Kind != ControlKind.Loop && block.HasLabel);
        if (meets)
        {
            if (fallsThrough)
            {
                MoveToLabel(in block);
                MoveLocalsTo(ref block);
            }

            if (block.HasLabel)
                _writer.Bind(block.Label);
            if (block.Kind == ControlKind.If)
                _writer.Bind(block.Otherwise);
            _places = block.Places;
            ForgetChecks();
            PopTo(block.Height);
            PushResults(in block);
        }
        else if (!fallsThrough)
        {
            PopTo(block.Height);
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

    private void PushResults(in Block block)
    {
        var results = block.Type.Results.AsSpan();
        if (block.IsInResultRegister)
            PushRegister(results[0], Registers.Result(Operand.IsFloatKind(results[0])));
        else
            PushSlots(results);
    }

    /// <summary>
    /// Copies the topmost operands to where a label expects them, over what else is there. What the compiler knows of
    /// operands stays true for who does not branch only if nothing was there.
    /// </summary>
    private void MoveToLabel(in Block target)
    {
        int count = target.LabelArity;
        int first = _height - count;
        if (target.IsInResultRegister)
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
                EmitSlotMove(SlotOf(_operands[first + index]), _frame.Operand(first + index));
        }

        for (int index = 0; index < count; index++)
        {
            if (IsReplacedBefore(first + index, index))
                EmitSlotMove(_frame.Operand(first + index), index);
            else
                EmitCopyToSlot(_operands[first + index], index);
        }
    }

    private bool IsReplacedBefore(int position, int result)
    {
        ref readonly var operand = ref _operands[position];
        return operand.Kind == OperandKind.Local && _frame.Local(operand.Local) < result && RegisterOfLocal(operand.Local) == Registers.None;
    }
}
