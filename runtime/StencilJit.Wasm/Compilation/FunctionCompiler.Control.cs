using System.Runtime.CompilerServices;
using StencilJit.Runtime;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Compilation;

/// <content>
/// Blocks: 4.4.8. Where paths meet, a single result is in its register, and all other operands are in the slots of their
/// positions, or numbers.
/// </content>
internal sealed unsafe partial class FunctionCompiler
{
    /// <summary>Opens a block. Where locals are at its label is not decided.</summary>
    /// <param name="kind">What opens it.</param>
    /// <param name="type">What it takes and gives.</param>
    /// <param name="height">The number of operands below its parameters.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Block* PushBlock(ControlKind kind, CallingConvention* type, int height)
    {
        if (_block == _lastBlock)
            GrowBlocks();
        Block* block = _block + 1;
        _block = block;
        bool isLoop = kind == ControlKind.Loop;
        block->Type = type;
        block->Required = default;
        block->Undecided = ulong.MaxValue;
        block->Common = LocalPlaces.Of(ulong.MaxValue);
        block->LiveIn = block[-1].LiveIn;
        block->Height = height;
        block->LabelArity = isLoop ? type->ParameterCount : type->ResultCount;
        block->Kind = kind;
        block->IsLoop = isLoop;
        block->Meets = kind == ControlKind.If;
        block->HasLabel = kind != ControlKind.If;
        if (kind != ControlKind.If)
            block->Label = _writer.DefineLabel();
        block->IsInResultRegister = !isLoop && type->HasSingleResult && (kind != ControlKind.If || type->ParameterCount == 0);
        return block;
    }

    private void GrowBlocks()
    {
        int depth = (int)(_block - _outside);
        _outside = _blockBuffer.Ensure(depth + 2, depth + 1);
        _block = _outside + depth;
        _lastBlock = _outside + _blockBuffer.Capacity - 1;
    }

    /// <summary>Opens the function's own block, and around it none, for which no local has to be anywhere.</summary>
    private void OpenFunction()
    {
        _outside = _blockBuffer.Start;
        _lastBlock = _outside + _blockBuffer.Capacity - 1;
        _block = _outside;
        *_outside = default;
        PushBlock(ControlKind.Function, _convention, 0)->Decide(default, default);
    }

    /// <summary>The block that a branch of a depth goes to.</summary>
    private Block* Target(int depth) => _block - depth;

    private Label LabelOf(Block* block)
    {
        if (!block->HasLabel)
        {
            block->Label = _writer.DefineLabel();
            block->HasLabel = true;
        }

        return block->Label;
    }

    private void Block(int type)
    {
        var signature = _blockTypes + type;
        int height = _height - signature->ParameterCount;
        SpillForBranches(height);
        PushBlock(ControlKind.Block, signature, height);
    }

    private void Loop(int type)
    {
        var signature = _blockTypes + type;
        int height = _height - signature->ParameterCount;
        SpillForBranches(height);
        for (int position = height; position < _height; position++)
            Spill(position);
        Block* block = PushBlock(ControlKind.Loop, signature, height);
        EnterLoop(block);
        ForgetChecks();
        _writer.Bind(block->Label);
    }

    private void If(int type)
    {
        var signature = _blockTypes + type;
        int condition = _height - ConditionOperands;
        int height = condition - signature->ParameterCount;
        SpillForBranches(height);
        // The second branch starts with the parameters in their slots.
        for (int position = height; position < condition; position++)
            Spill(position);
        var otherwise = _writer.DefineLabel();
        EmitConditional(otherwise, holds: false, _outside);
        Block* block = PushBlock(ControlKind.If, signature, height);
        block->Label = otherwise;
        block->Otherwise = otherwise;
        block->OtherwisePlaces = _places;
        // Without an else it is there that the paths meet.
        block->Decide(_places.Required(_homeSet), _places);
    }

    private void Else(bool fallsThrough)
    {
        Block* block = _block;
        if (fallsThrough)
        {
            MoveToLabel(block);
            MoveLocalsTo(block);
            EmitJump(LabelOf(block));
        }

        block->Kind = ControlKind.Else;
        block->Meets = block->HasLabel;
        _writer.Bind(block->Otherwise);
        _places = block->OtherwisePlaces;
        ForgetChecks();
        PopTo(block->Height);
        PushSlots(block->Type->ParameterTypes);
    }

    /// <summary>The end of a block, and at last of the function.</summary>
    /// <param name="fallsThrough">Whether the instruction before goes on to it; its operands are then the results.</param>
    /// <param name="continues">Whether anything gets to what follows.</param>
    private void End(bool fallsThrough, bool continues)
    {
        Block* block = _block;
        if (block->Kind == ControlKind.Function)
        {
            EndFunction(fallsThrough, continues);
            return;
        }

        _block--;
        if (block->Meets)
            Meet(block, fallsThrough);
        else if (!fallsThrough)
            PopTo(block->Height);
    }

    /// <summary>The end of a block where paths meet.</summary>
    private void Meet(Block* block, bool fallsThrough)
    {
        if (fallsThrough)
        {
            MoveToLabel(block);
            MoveLocalsTo(block);
        }

        _writer.Bind(block->Label);
        if (block->HasLabel && block->Kind == ControlKind.If)
            _writer.Bind(block->Otherwise);
        _places = block->Places;
        ForgetChecks();
        PopTo(block->Height);
        if (block->IsInResultRegister)
            PushRegister(block->Type->Result, block->Type->ResultRegister);
        else if (block->Type->ResultCount != 0)
            PushSlots(block->Type->ResultTypes);
    }

    private void EndFunction(bool fallsThrough, bool continues)
    {
        if (fallsThrough)
            MoveResults();
        _writer.Bind(_block->Label);
        if (continues)
            EmitReturn();
        PopTo(0);
        _block--;
        FinishFrame();
    }

    /// <summary>
    /// Copies the topmost operands to where a label expects them, over what else is there. What the compiler knows of
    /// operands stays true for who does not branch only if nothing was there.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MoveToLabel(Block* target)
    {
        if (target->LabelArity != 0)
            MoveOperandsTo(target);
    }

    private void MoveOperandsTo(Block* target)
    {
        int count = target->LabelArity;
        int first = _height - count;
        if (target->IsInResultRegister)
        {
            EmitCopyToRegister(_operands[first], Registers.Result(_operands[first].IsFloat));
            return;
        }

        for (int index = 0; index < count; index++)
            EmitCopyToSlot(_operands[first + index], _frame.Operand(target->Height + index));
    }

    /// <summary>Copies the topmost operands to where the caller expects the results: several over the parameters.</summary>
    private void MoveResults()
    {
        int count = _convention->ResultCount;
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
                EmitSlotMove(_frame.Of(_operands[first + index]), _frame.Operand(first + index));
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
        return operand.Kind == OperandKind.Local && _frame.Local(operand.Local) < result && RegisterOf(operand) == Registers.None;
    }
}
