using System.Runtime.CompilerServices;

namespace StencilJit.Wasm.Compilation;

/// <content>
/// Calls: 4.4.8 and 4.4.10. The first arguments of each class come in registers, the others in the slots that the callee's frame
/// starts with. A single result comes back in its register, several where the arguments' slots were.
/// </content>
internal sealed unsafe partial class FunctionCompiler
{
    private void Call(int function)
    {
        var convention = _conventions[_typeIndices[function]];
        int first = _height - convention.ParameterCount;
        int own = function - _module.ImportedFunctionCount;
        int frame = own < 0 ? OtherFrame(first) : _frame.Operand(first);
        int offset = frame * FrameLayout.SlotSize;
        PrepareCall(convention, first, frame);
        if (own < 0)
            WasmStencils.CallImport(_writer, back: -offset, frame: offset, _layout.Function(function), saved: offset - FrameLayout.SlotSize);
        else
            WasmStencils.Call(_writer, back: -offset, frame: offset, _functions[own]);
        FinishCall(convention, first, frame);
    }

    private void CallIndirect(int typeIndex, int table)
    {
        var convention = _conventions[typeIndex];
        int index = _height - 1;
        int first = index - convention.ParameterCount;
        int frame = OtherFrame(first);
        // The callee's frame has room for the index: it is read before the callee runs.
        int slot = frame + convention.ParameterCount;
        if (!IsNear(slot))
            slot = _frame.TableIndex;
        EmitCopyToSlot(_operands[index], slot);
        Pop();
        int offset = frame * FrameLayout.SlotSize;
        PrepareCall(convention, first, frame);
        WasmStencils.CallIndirectS(
            _writer, slot * FrameLayout.SlotSize, back: -offset, frame: offset, saved: offset - FrameLayout.SlotSize, _layout.Table(table), _types[typeIndex]);
        FinishCall(convention, first, frame);
    }

    /// <summary>
    /// Where the frame of a callee of perhaps another instance starts: behind all operands where the slot below, which keeps
    /// this function's instance, would be an operand's.
    /// </summary>
    private int OtherFrame(int first)
    {
        bool isBelowInUse = first > 0 && _operands[first - 1].Kind is OperandKind.Register or OperandKind.Slot;
        return isBelowInUse ? _frame.Operand(_height) + 1 : _frame.Operand(first);
    }

    private void PrepareCall(CallingConvention convention, int first, int frame)
    {
        SpillRegisters(first);
        SaveLocals(first);
        NeedSlots(frame + convention.FrameSlots);
        PassArguments(convention.Registers, first, frame);
    }

    private void FinishCall(CallingConvention convention, int first, int frame)
    {
        ForgetRegisters();
        PopTo(first);
        if (convention.ResultCount == 1)
            PushRegister(convention.Result, convention.ResultRegister);
        else if (convention.ResultCount > 1)
            PushResults(convention.Type, frame);
    }

    private void PushResults(FunctionType type, int frame)
    {
        NeedOperands(type.Results.Length);
        foreach (var kind in type.Results)
        {
            EmitSlotMove(frame++, _frame.Operand(_height));
            PushSlot(kind);
        }
    }

    /// <summary>Copies operands to the callee's slots, and then, all at once as it were, to the registers of arguments.</summary>
    [SkipLocalsInit]
    private void PassArguments(ReadOnlySpan<sbyte> registers, int first, int frame)
    {
        // For each register the one that its value comes from, or the position of the operand that is loaded into it.
        int* sources = stackalloc int[Registers.Count];
        uint moves = 0;
        uint loads = 0;
        uint needed = 0;
        for (int argument = 0; argument < registers.Length; argument++)
        {
            int register = registers[argument];
            int position = first + argument;
            if (register == Registers.None)
            {
                EmitCopyToSlot(_operands[position], frame + argument);
                continue;
            }

            int from = RegisterOf(_operands[position]);
            if (from == Registers.None)
            {
                loads |= Registers.Bit(register);
                sources[register] = position;
            }
            else if (from != register)
            {
                moves |= Registers.Bit(register);
                needed |= Registers.Bit(from);
                sources[register] = from;
            }
        }

        if ((moves & needed) != 0)
            moves = MoveInTurn(moves, sources);
        while (moves != 0)
        {
            int register = Registers.TakeFirst(ref moves);
            EmitRegisterMove(sources[register], register);
        }

        while (loads != 0)
        {
            int register = Registers.TakeFirst(ref loads);
            EmitCopyToRegister(_operands[sources[register]], register);
        }
    }

    /// <summary>Moves registers some of which others are still to be moved from.</summary>
    /// <returns>Those that may be moved in any order.</returns>
    private uint MoveInTurn(uint moves, int* sources)
    {
        for (; ; )
        {
            uint needed = SourcesOf(moves, sources);
            uint ready = moves & ~needed;
            if (ready == moves)
                return moves;
            if (ready != 0)
            {
                int register = Registers.TakeFirst(ref ready);
                EmitRegisterMove(sources[register], register);
                moves &= ~Registers.Bit(register);
                continue;
            }

            // All that is left goes round in circles within the arguments' registers: one of them steps aside.
            int aside = Registers.TakeFirst(ref needed);
            int free = Registers.Result(Registers.IsFloat(aside));
            EmitRegisterMove(aside, free);
            for (uint left = moves; left != 0;)
            {
                int register = Registers.TakeFirst(ref left);
                if (sources[register] == aside)
                    sources[register] = free;
            }
        }
    }

    private static uint SourcesOf(uint moves, int* sources)
    {
        uint set = 0;
        while (moves != 0)
            set |= Registers.Bit(sources[Registers.TakeFirst(ref moves)]);
        return set;
    }
}
