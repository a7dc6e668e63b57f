using System.Runtime.CompilerServices;
using StencilJit.Runtime;

namespace StencilJit.Wasm.Compilation;

/// <content>
/// Calls: 4.4.8 and 4.4.10. The first arguments of each class come in registers, the others in the slots that the callee's frame
/// starts with. A single result comes back in its register, several where the arguments' slots were.
/// </content>
internal sealed unsafe partial class FunctionCompiler
{
    private void Call(int function)
    {
        var convention = _conventions + _typeIndices[function];
        int first = _height - convention->ParameterCount;
        int own = function - _module.ImportedFunctionCount;
        int frame = own < 0 ? OtherFrame(first) : _frame.Operand(first);
        int offset = frame * FrameLayout.SlotSize;
        PrepareCall(convention, first, frame);
        if (own < 0)
            WasmStencils.CallImport(_writer, back: -offset, frame: offset, _layout.Function(function), saved: offset - FrameLayout.SlotSize);
        else if (!_functions.Have(own))
            WasmStencils.CallLazy(_writer, back: -offset, frame: offset, _layout.Function(function));
        else if (NearOffsets.Has(offset))
            WasmStencils.CallNear(_writer, frame: offset, _functions[own]);
        else
            EmitCall(offset, _functions[own]);
        FinishCall(convention, frame);
    }

    /// <summary>Calls a function with a frame that starts at an offset. The holes of the C source by name: back, frame; of the short form, frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EmitCall(int offset, Label function)
    {
        int isShort = ShortOffsets.MaskOf((ulong)offset);
        int first = -offset ^ ((-offset ^ offset) & isShort);
        _writer.EmitBranch(WasmStencils.Id.Call + ((WasmStencils.Id.CallShort - WasmStencils.Id.Call) & isShort), function, (ulong)first, (ulong)offset);
    }

    private void CallIndirect((int Type, int Table) immediates)
    {
        var (typeIndex, table) = immediates;
        var convention = _conventions + typeIndex;
        int index = _height - 1;
        int first = index - convention->ParameterCount;
        int frame = OtherFrame(first);
        // The callee's frame has room for the index: it is read before the callee runs.
        int slot = frame + convention->ParameterCount;
        if (!IsNear(slot))
            slot = _frame.TableIndex;
        EmitCopyToSlot(_operands[index], slot);
        Pop();
        int offset = frame * FrameLayout.SlotSize;
        PrepareCall(convention, first, frame);
        int entry = _layout.Table(table);
        uint type = _types[typeIndex];
        if (NearOffsets.Has(offset) && NearOffsets.Has(entry) && NearOffsets.IsNumber(type))
            WasmStencils.CallIndirectNearS(_writer, slot * FrameLayout.SlotSize, frame: offset, saved: offset - FrameLayout.SlotSize, entry, (int)type);
        else
            WasmStencils.CallIndirectS(_writer, slot * FrameLayout.SlotSize, back: -offset, frame: offset, saved: offset - FrameLayout.SlotSize, entry, type);
        FinishCall(convention, frame);
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PrepareCall(CallingConvention* convention, int first, int frame)
    {
        SaveRegisters(first);
        NeedSlots(frame + convention->FrameSlots);
        PassArguments(convention, first, frame);
    }

    private void FinishCall(CallingConvention* convention, int frame)
    {
        ForgetRegisters();
        int results = convention->ResultCount;
        if (results > 1)
        {
            PushResults(convention, frame);
            return;
        }

        // Whether there is a result, nobody foresees: above the topmost operand there may be anything.
        int register = convention->ResultRegister;
        _owners[register] = _height;
        _operands[_height] = Operand.InRegister(convention->Result, register);
        _free &= ~((uint)results << register);
        _height += results;
    }

    private void PushResults(CallingConvention* convention, int frame)
    {
        NeedOperands(convention->ResultCount);
        foreach (var kind in convention->ResultTypes)
        {
            EmitSlotMove(frame++, _frame.Operand(_height));
            PushSlot(kind);
        }
    }

    /// <summary>
    /// Pops operands, and copies them to the callee's slots, and then, all at once as it were, to the registers of arguments. Where
    /// they are, nobody foresees: those in registers are told from others without a branch.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PassArguments(CallingConvention* convention, int first, int frame)
    {
        if (convention->HasSlots)
            PassInSlots(convention, first, frame);
        int* sources = _sources;
        sbyte* registers = convention->Registers;
        uint inRegister = _places.InRegister;
        uint held = 0;
        uint moves = 0;
        uint needed = 0;
        Operand* operand = _operands + first;
        int count = convention->ParameterCount;
        for (int argument = 0; argument < count; argument++, operand++)
        {
            // All bits or none.
            int isLocal = operand->IsLocal;
            int isOwn = operand->IsInRegister;
            int home = _homeOf[operand->Local & isLocal];
            // Of a number to shift by, five bits count: without a home it is the highest bit, which is no register's.
            int isAtHome = -((int)(inRegister >> home) & 1) & isLocal;
            int from = (operand->Register & isOwn) | (home & isAtHome);
            int isHeld = isOwn | isAtHome;
            int register = registers[argument];
            uint bit = Registers.Bit(register);
            held |= bit & (uint)isHeld;
            int difference = from ^ register;
            int isMoved = isHeld & ((difference | -difference) >> 31);
            moves |= bit & (uint)isMoved;
            needed |= Registers.Bit(from) & (uint)isMoved;
            // What comes in a slot has a place of no register.
            sources[register & Registers.LastPlace] = from | (argument & ~isHeld);
        }

        moves &= Registers.All;
        if (moves != 0)
            MoveRegisters(moves, needed);
        for (uint loads = convention->RegisterSet & ~held; loads != 0;)
        {
            int register = Registers.TakeFirst(ref loads);
            EmitLoad(_operands[first + _sources[register]], register);
        }

        // No other operand is in a register.
        _free = Registers.All & ~_homeSet;
        _height = first;
    }

    private void PassInSlots(CallingConvention* convention, int first, int frame)
    {
        for (int argument = 0; argument < convention->ParameterCount; argument++)
        {
            if (convention->Registers[argument] == Registers.None)
                EmitCopyToSlot(_operands[first + argument], frame + argument);
        }
    }

    private void MoveRegisters(uint moves, uint needed)
    {
        if ((moves & needed) != 0)
            moves = MoveInTurn(moves, _sources);
        while (moves != 0)
        {
            int register = Registers.TakeFirst(ref moves);
            EmitRegisterMove(_sources[register], register);
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
