namespace StencilJit.Wasm.Compilation;

/// <content>
/// Calls: 4.4.8 and 4.4.10. The first arguments of each class come in registers, the others in the slots that the callee's frame
/// starts with. A single result comes back in its register, several where the arguments' slots were.
/// </content>
internal sealed partial class FunctionCompiler
{
    private void Call(int function)
    {
        var type = _module.TypeOfFunction(function);
        int first = _height - type.Parameters.Length;
        bool isImported = function < _module.ImportedFunctionCount;
        int frame = isImported ? OtherFrame(first) : _frame.Operand(first);
        int offset = frame * FrameLayout.SlotSize;
        PrepareCall(type, first, frame);
        if (isImported)
            WasmStencils.CallImport(_writer, back: -offset, frame: offset, _layout.Function(function), saved: offset - FrameLayout.SlotSize);
        else
            WasmStencils.Call(_writer, back: -offset, frame: offset, _functions[function - _module.ImportedFunctionCount]);
        FinishCall(type, first, frame);
    }

    private void CallIndirect(int typeIndex, int table)
    {
        var type = _module.Types[typeIndex];
        int index = _height - 1;
        int first = index - type.Parameters.Length;
        int frame = OtherFrame(first);
        // The callee's frame has room for the index: it is read before the callee runs.
        int slot = frame + type.Parameters.Length;
        if (!IsNear(slot))
            slot = _frame.TableIndex;
        EmitCopyToSlot(_operands[index], slot);
        Pop();
        int offset = frame * FrameLayout.SlotSize;
        PrepareCall(type, first, frame);
        WasmStencils.CallIndirectS(
            _writer, slot * FrameLayout.SlotSize, back: -offset, frame: offset, saved: offset - FrameLayout.SlotSize, _layout.Table(table), _types[typeIndex]);
        FinishCall(type, first, frame);
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

    private void PrepareCall(FunctionType type, int first, int frame)
    {
        SpillRegisters(first);
        SaveLocals(first);
        NeedSlots(frame + Math.Max(type.Parameters.Length, type.Results.Length));
        Span<int> arguments = stackalloc int[Registers.Count];
        arguments.Fill(-1);
        int passed = 0;
        foreach (var (register, _, argument) in new ArgumentRegisters(type))
        {
            for (; passed < argument; passed++)
                EmitCopyToSlot(_operands[first + passed], frame + passed);
            arguments[register] = first + argument;
            passed++;
        }

        for (; passed < type.Parameters.Length; passed++)
            EmitCopyToSlot(_operands[first + passed], frame + passed);
        PassInRegisters(arguments);
    }

    private void FinishCall(FunctionType type, int first, int frame)
    {
        ForgetRegisters();
        PopTo(first);
        if (type.Results is [var result])
        {
            PushRegister(result, Registers.Result(Operand.IsFloatKind(result)));
            return;
        }

        foreach (var kind in type.Results)
        {
            EmitSlotMove(frame++, _frame.Operand(_height));
            PushSlot(kind);
        }
    }

    /// <summary>Copies operands to registers, all at once as it were.</summary>
    /// <param name="arguments">The position of the operand that each register takes, or -1.</param>
    private void PassInRegisters(Span<int> arguments)
    {
        Span<int> sources = stackalloc int[Registers.Count];
        uint moves = 0;
        uint loads = 0;
        for (int register = 0; register < Registers.Count; register++)
        {
            int position = arguments[register];
            sources[register] = position < 0 ? Registers.None : RegisterOf(_operands[position]);
            if (position >= 0 && sources[register] == Registers.None)
                loads |= Registers.Bit(register);
            else if (position >= 0 && sources[register] != register)
                moves |= Registers.Bit(register);
        }

        while (moves != 0)
        {
            uint needed = SourcesOf(moves, sources);
            uint ready = moves & ~needed;
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

        while (loads != 0)
        {
            int register = Registers.TakeFirst(ref loads);
            EmitCopyToRegister(_operands[arguments[register]], register);
        }
    }

    private static uint SourcesOf(uint moves, ReadOnlySpan<int> sources)
    {
        uint set = 0;
        while (moves != 0)
            set |= Registers.Bit(sources[Registers.TakeFirst(ref moves)]);
        return set;
    }
}
