namespace StencilJit.Wasm.Compilation;

/// <content>The operand stack: what is on it, and in which registers.</content>
internal partial struct FunctionCompiler
{
    private const int IntegerRegisters = 4;
    private const int NoOwner = -1;

    private static int RegisterOf(int position, bool isFloat) =>
        isFloat
            ? IntegerRegisters + (int)((uint)position % IntegerRegisters)
            : (int)((uint)position % IntegerRegisters);

    /// <summary>The choice of registers of stencils with an operand or result in the register of a position.</summary>
    private static int Variant(int position) => (int)((uint)position % IntegerRegisters);

    /// <summary>The same for stencils with two operands in registers: the other one is that of the next position.</summary>
    private static int Variant2(int position) => Variant(position) | (Variant(position + 1) << 3);

    private ref Operand Push(OperandKind kind, ValueKind type)
    {
        if (_height == _operands.Length)
            Array.Resize(ref _operands, 2 * _height);
        ref var operand = ref _operands[_height++];
        operand.Kind = kind;
        operand.Type = type;
        return ref operand;
    }

    /// <summary>Pushes what is in the register of its position, which was claimed for it.</summary>
    private void PushRegister(ValueKind type)
    {
        _owners[RegisterOf(_height, Operand.IsFloatKind(type))] = _height;
        Push(OperandKind.Register, type);
    }

    /// <summary>Pushes what is in the slot of its position.</summary>
    private void PushSlot(ValueKind type)
    {
        int slot = _frame.Operand(_height);
        NeedSlots(slot + 1);
        Push(OperandKind.Slot, type).Slot = slot;
    }

    private void PushConstant(ValueKind type, ulong bits) => Push(OperandKind.Constant, type).Bits = bits;

    private void PushLocal(int slot, ValueKind type)
    {
        _readers[slot]++;
        Push(OperandKind.Local, type).Slot = slot;
    }

    private void Pop()
    {
        ref var operand = ref _operands[--_height];
        if (operand.Kind == OperandKind.Register)
            _owners[RegisterOf(_height, operand.IsFloat)] = NoOwner;
        else if (operand.Kind == OperandKind.Local)
            _readers[operand.Slot]--;
    }

    private void PopTo(int height)
    {
        while (_height > height)
            Pop();
    }

    /// <summary>Makes the register of a position free for its operand.</summary>
    private void Claim(int position, bool isFloat)
    {
        int owner = _owners[RegisterOf(position, isFloat)];
        if (owner != NoOwner && owner != position)
            Spill(owner);
    }

    /// <summary>Brings an operand into the register of its position.</summary>
    private void ToRegister(int position)
    {
        ref var operand = ref _operands[position];
        if (operand.Kind == OperandKind.Register)
            return;
        bool isFloat = operand.IsFloat;
        Claim(position, isFloat);
        switch (operand.Kind)
        {
            case OperandKind.Constant:
                EmitConstant(position, operand.Type, operand.Bits);
                break;
            case OperandKind.Local:
                _readers[operand.Slot]--;
                goto default;
            default:
                EmitLoadSlot(position, operand.Type, operand.Slot);
                break;
        }

        operand.Kind = OperandKind.Register;
        _owners[RegisterOf(position, isFloat)] = position;
    }

    /// <summary>Brings an operand into the slot of its position.</summary>
    private void Spill(int position)
    {
        ref var operand = ref _operands[position];
        if (operand.Kind == OperandKind.Slot)
            return;
        int slot = _frame.Operand(position);
        EmitMove(operand, position, slot);
        if (operand.Kind == OperandKind.Register)
            _owners[RegisterOf(position, operand.IsFloat)] = NoOwner;
        else if (operand.Kind == OperandKind.Local)
            _readers[operand.Slot]--;
        operand.Kind = OperandKind.Slot;
        operand.Slot = slot;
    }

    /// <summary>Before stencils that keep no registers: spills the registers of the operands below a height.</summary>
    private void SpillRegisters(int height)
    {
        foreach (int owner in _owners)
        {
            if (owner != NoOwner && owner < height)
                Spill(owner);
        }
    }

    /// <summary>
    /// Before control flow that may come back with other registers and locals: brings the operands below a height to where
    /// they are on every path. Numbers stay numbers.
    /// </summary>
    private void SpillForBranches(int height)
    {
        for (int position = height - 1; position >= 0; position--)
        {
            switch (_operands[position].Kind)
            {
                case OperandKind.Register:
                case OperandKind.Local:
                    Spill(position);
                    break;
            }
        }
    }

    /// <summary>Before a local changes: takes its value for the operands below a height that stand for it.</summary>
    private void DetachReaders(int slot, int height)
    {
        for (int position = height - 1; position >= 0 && _readers[slot] != 0; position--)
        {
            ref var operand = ref _operands[position];
            if (operand.Kind != OperandKind.Local || operand.Slot != slot)
                continue;
            if (_owners[RegisterOf(position, operand.IsFloat)] == NoOwner)
                ToRegister(position);
            else
                Spill(position);
        }
    }
}
