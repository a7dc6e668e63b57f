using System.Runtime.CompilerServices;

namespace StencilJit.Wasm.Compilation;

/// <content>The operand stack: what is on it, and in which registers.</content>
internal sealed partial class FunctionCompiler
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Push(Operand operand)
    {
        int height = _height;
        if (height >= _operands.Length)
            GrowOperands();
        _operands[height] = operand;
        _height = height + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void GrowOperands() => Array.Resize(ref _operands, 2 * _operands.Length);

    /// <summary>Pushes what is in a register that no operand has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PushRegister(ValueKind type, int register)
    {
        _free &= ~Registers.Bit(register);
        _owners[register] = _height;
        Push(Operand.InRegister(type, register));
    }

    /// <summary>Pushes what is in the slot of its position.</summary>
    private void PushSlot(ValueKind type)
    {
        int slot = _frame.Operand(_height);
        NeedSlots(slot + 1);
        Push(Operand.InSlot(type, slot));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PushConstant(ValueKind type, ulong bits) => Push(Operand.Number(type, bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PushLocal(int slot, ValueKind type)
    {
        _readers[slot]++;
        Push(Operand.OfLocal(type, slot));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Pop() => Release(_operands[--_height]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Release(in Operand operand)
    {
        if (operand.Kind == OperandKind.Register)
            _free |= Registers.Bit(operand.Register);
        else if (operand.Kind == OperandKind.Local)
            _readers[operand.Slot]--;
    }

    private void PopTo(int height)
    {
        while (_height > height)
            Pop();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PopTwo()
    {
        int height = _height - 2;
        Release(_operands[height + 1]);
        Release(_operands[height]);
        _height = height;
    }

    /// <summary>Finds a register that holds nothing; spills the operand that is used last where there is none.</summary>
    /// <param name="isFloat">Its class.</param>
    /// <param name="below">Only operands below this position are spilled.</param>
    private int Allocate(bool isFloat, int below)
    {
        uint free = _free & Registers.Class(isFloat);
        if (free == 0)
        {
            Spill(LowestInRegister(isFloat, below));
            free = _free & Registers.Class(isFloat);
        }

        return Registers.Choose(free);
    }

    private int LowestInRegister(bool isFloat, int below)
    {
        int lowest = below;
        for (uint held = Registers.Class(isFloat) & ~_homeSet; held != 0;)
            lowest = Math.Min(lowest, _owners[Registers.TakeFirst(ref held)]);
        return lowest;
    }

    /// <summary>Brings an operand into a register, a local into its own.</summary>
    /// <param name="position">The operand's position.</param>
    /// <param name="below">The lowest position of the operands that have to stay where they are.</param>
    /// <returns>The register.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ToRegister(int position, int below)
    {
        ref var operand = ref _operands[position];
        return operand.Kind == OperandKind.Register ? operand.Register : BringToRegister(position, below);
    }

    private int BringToRegister(int position, int below)
    {
        ref var operand = ref _operands[position];
        if (operand.Kind == OperandKind.Local && _homes[operand.Slot] is var home && home != Registers.None)
        {
            if ((_places.InRegister & Registers.Bit(home)) == 0)
                LoadLocals(Registers.Bit(home));
            return home;
        }

        int register = Allocate(operand.IsFloat, below);
        CopyInto(register, position);
        return register;
    }

    /// <summary>Gives an operand a free register of its own.</summary>
    private void CopyInto(int register, int position)
    {
        ref var operand = ref _operands[position];
        EmitCopyToRegister(operand, register);
        Release(operand);
        operand = Operand.InRegister(operand.Type, register);
        _free &= ~Registers.Bit(register);
        _owners[register] = position;
    }

    /// <summary>Brings an operand into the slot of its position.</summary>
    private void Spill(int position)
    {
        ref var operand = ref _operands[position];
        if (operand.Kind == OperandKind.Slot)
            return;
        int slot = _frame.Operand(position);
        EmitCopyToSlot(operand, slot);
        Release(operand);
        operand = Operand.InSlot(operand.Type, slot);
    }

    /// <summary>Before stencils that keep no registers: spills the registers of the operands below a height.</summary>
    private void SpillRegisters(int height)
    {
        uint held = (Registers.Class(isFloat: false) | Registers.Class(isFloat: true)) & ~_homeSet & ~_free;
        while (held != 0)
        {
            int owner = _owners[Registers.TakeFirst(ref held)];
            if (owner < height)
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
            if (_operands[position].Kind is OperandKind.Register or OperandKind.Local)
                Spill(position);
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
            uint free = _free & Registers.Class(operand.IsFloat);
            if (free == 0)
                Spill(position);
            else
                CopyInto(Registers.Choose(free), position);
        }
    }
}
