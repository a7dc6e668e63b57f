using System.Runtime.CompilerServices;

namespace StencilJit.Wasm.Compilation;

/// <content>The operand stack: what is on it, and in which registers.</content>
internal sealed unsafe partial class FunctionCompiler
{
    /// <summary>Makes sure that several operands can be pushed, and all that what follows may push.</summary>
    private void NeedOperands(int count) => _operands = _operandBuffer.Ensure(_height + count + RoomForOperands, kept: _height);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Push(Operand operand) => _operands[_height++] = operand;

    /// <summary>Pushes what is in a register that no operand has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PushRegister(ValueKind type, int register)
    {
        SetRegister(_height, type, register);
        _height++;
    }

    /// <summary>Makes an operand one in a register that no operand has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SetRegister(int position, ValueKind type, int register)
    {
        _free &= ~Registers.Bit(register);
        _owners[register] = position;
        _operands[position] = Operand.InRegister(type, register);
    }

    /// <summary>Pushes what is in the slot of its position.</summary>
    private void PushSlot(ValueKind type)
    {
        int slot = _frame.Operand(_height);
        NeedSlots(slot + 1);
        Push(Operand.InSlot(type, slot));
    }

    private void PushSlots(ReadOnlySpan<ValueKind> types)
    {
        if (types.Length > 1)
            NeedOperands(types.Length);
        foreach (var type in types)
            PushSlot(type);
    }

    private void Pop() => Release(_operands[--_height]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Release(in Operand operand)
    {
        if (operand.Kind == OperandKind.Register)
            _free |= Registers.Bit(operand.Register);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PopTo(int height)
    {
        for (; _height > height; _height--)
            Release(_operands[_height - 1]);
    }

    /// <summary>Finds a register that holds nothing; spills the operand that is used last where there is none.</summary>
    /// <param name="isFloat">Its class.</param>
    /// <param name="below">Only operands below this position are spilled.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Allocate(bool isFloat, int below)
    {
        uint free = _free & Registers.Class(isFloat);
        return free != 0 ? Registers.Choose(free) : SpillForRegister(isFloat, below);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int SpillForRegister(bool isFloat, int below)
    {
        int lowest = below;
        for (uint held = Registers.Class(isFloat) & ~_homeSet; held != 0;)
            lowest = Math.Min(lowest, _owners[Registers.TakeFirst(ref held)]);
        Spill(lowest);
        return Registers.Choose(_free & Registers.Class(isFloat));
    }

    /// <summary>Brings an operand into a register, a local into its own.</summary>
    /// <param name="position">The operand's position.</param>
    /// <param name="below">The lowest position of the operands that have to stay where they are.</param>
    /// <returns>The register.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ToRegister(int position, int below)
    {
        Operand* operand = _operands + position;
        if (operand->Kind == OperandKind.Register)
            return operand->Register;
        if (operand->Kind == OperandKind.Local && _homeOf[operand->Local] is var home && home != Registers.None
            && (_places.InRegister & Registers.Bit(home)) != 0)
        {
            return home;
        }

        return BringToRegister(position, below);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int BringToRegister(int position, int below)
    {
        Operand* operand = _operands + position;
        if (operand->Kind == OperandKind.Local && _homeOf[operand->Local] is var home && home != Registers.None)
        {
            LoadLocal(home);
            return home;
        }

        var type = operand->Type;
        int register = Allocate(Operand.IsFloatKind(type), below);
        EmitLoad(*operand, register);
        SetRegister(position, type, register);
        return register;
    }

    /// <summary>Gives an operand a free register of its own.</summary>
    private void CopyInto(int register, int position)
    {
        Operand* operand = _operands + position;
        EmitCopyToRegister(*operand, register);
        Release(*operand);
        SetRegister(position, operand->Type, register);
    }

    /// <summary>Brings an operand into the slot of its position.</summary>
    private void Spill(int position)
    {
        Operand* operand = _operands + position;
        if (operand->Kind == OperandKind.Slot)
            return;
        int slot = _frame.Operand(position);
        EmitCopyToSlot(*operand, slot);
        Release(*operand);
        *operand = Operand.InSlot(operand->Type, slot);
    }

    /// <summary>
    /// Before control flow that may come back with other registers and locals: brings the operands below a height to where
    /// they are on every path. Numbers stay numbers.
    /// </summary>
    private void SpillForBranches(int height)
    {
        SpillRegisters(height);
        if (_settled < height)
            SettleLocals(height);
    }

    /// <summary>Spills the registers of the operands below a height.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SpillRegisters(int height)
    {
        for (uint held = Registers.All & ~_homeSet & ~_free; held != 0;)
        {
            int owner = _owners[Registers.TakeFirst(ref held)];
            if (owner < height)
                Spill(owner);
        }
    }

    /// <summary>Spills the operands below a height that stand for locals.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SettleLocals(int height)
    {
        for (int position = _settled; position < height; position++)
        {
            if (_operands[position].Kind == OperandKind.Local)
                Spill(position);
        }

        _settled = height;
    }

    /// <summary>Before a local changes: takes its value for the operands below a height that stand for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void DetachReaders(int local, int height)
    {
        if (_settled < height)
            MoveReaders(local, height);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MoveReaders(int local, int height)
    {
        if (height - _settled > MostUnsettled)
        {
            SettleLocals(height);
            return;
        }

        for (int position = _settled; position < height; position++)
        {
            Operand* operand = _operands + position;
            if (operand->Kind != OperandKind.Local || operand->Local != local)
                continue;
            uint free = _free & Registers.Class(operand->IsFloat);
            if (free == 0)
                Spill(position);
            else
                CopyInto(Registers.Choose(free), position);
        }
    }
}
