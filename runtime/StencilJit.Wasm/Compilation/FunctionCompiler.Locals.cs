using System.Runtime.CompilerServices;

namespace StencilJit.Wasm.Compilation;

/// <content>Locals: 4.4.5. Where their values are.</content>
internal sealed unsafe partial class FunctionCompiler
{
    // So many locals are set to zero one by one.
    private const int MostSingleZeros = 6;

    /// <summary>Brings parameters to where they live, and sets the other locals to zero; what is never used is left alone.</summary>
    private void EnterLocals()
    {
        var locals = _function.Locals;
        int parameters = _function.Type.Parameters.Length;
        uint inRegister = 0;
        var registers = ParameterRegisters;
        for (int local = 0; local < registers.Length; local++)
        {
            int register = registers[local];
            if (register == Registers.None)
                continue;
            if (_locals[local].Home == register)
                inRegister |= Registers.Bit(register);
            else if (_uses.Weight(local) != 0)
                EmitStoreSlot(register, _frame.Local(local));
        }

        uint declared = 0;
        int inSlots = 0;
        for (int local = parameters; local < locals.Length; local++)
        {
            int home = _locals[local].Home;
            if (home != Registers.None)
                declared |= Registers.Bit(home);
            else if (_uses.Weight(local) != 0)
                inSlots++;
        }

        for (uint left = declared; left != 0;)
            EmitZero(Registers.TakeFirst(ref left));
        inRegister |= declared;
        ZeroSlots(parameters, inSlots);
        _places = new LocalPlaces(inRegister, _homeSet & ~inRegister);
    }

    private void ZeroSlots(int parameters, int count)
    {
        int declared = _function.Locals.Length - parameters;
        if (count == 0)
            return;
        if (count > MostSingleZeros || !IsNear(_frame.FirstDeclared + declared))
        {
            _writer.Emit(WasmStencils.Id.ZeroSlots, (ulong)declared, Offset(_frame.FirstDeclared));
            return;
        }

        for (int local = parameters; local < _function.Locals.Length; local++)
        {
            if (_locals[local].Home == Registers.None && _uses.Weight(local) != 0)
                _writer.Emit(WasmStencils.Id.ZeroSlot, Offset(_frame.Local(local)));
        }
    }

    /// <summary>Notes that a local's register has a new value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SetInRegister(int home) =>
        _places = new(_places.InRegister | Registers.Bit(home), _places.InSlot & ~Registers.Bit(home));

    private void LoadLocals(uint homes)
    {
        _places = _places with { InRegister = _places.InRegister | homes };
        while (homes != 0)
        {
            int home = Registers.TakeFirst(ref homes);
            Home* local = _homes + home;
            if (local->IsNear)
                _writer.Emit(local->Load, Offset(local->Slot));
            else
                EmitLoadSlot(home, local->Type, local->Slot);
        }
    }

    private void StoreLocals(uint homes)
    {
        _places = _places with { InSlot = _places.InSlot | homes };
        while (homes != 0)
        {
            int home = Registers.TakeFirst(ref homes);
            Home* local = _homes + home;
            if (local->IsNear)
                _writer.Emit(local->Store, Offset(local->Slot));
            else
                EmitStoreSlot(home, local->Slot);
        }
    }

    /// <summary>Before what keeps no registers: brings all locals into their slots that are read again.</summary>
    /// <param name="first">The lowest position of the operands that are passed on before their locals' registers are lost.</param>
    private void SaveLocals(int first)
    {
        ulong liveIn = _blocks[_depth - 1].LiveIn;
        int position = Position;
        uint live = 0;
        for (uint left = _homeSet & ~_places.InSlot; left != 0;)
        {
            int home = Registers.TakeFirst(ref left);
            Home* local = _homes + home;
            if (position <= local->LastRead || (liveIn & local->Bit) != 0 || IsReadBelow(first, local->Local))
                live |= Registers.Bit(home);
        }

        if (live != 0)
            StoreLocals(live);
        _places = _places with { InSlot = _homeSet };
    }

    /// <summary>Whether operands below a position stand for a local.</summary>
    private bool IsReadBelow(int position, int local)
    {
        int readers = _locals[local].Readers;
        for (int above = position; above < _height && readers != 0; above++)
        {
            if (_operands[above].Kind == OperandKind.Local && _operands[above].Local == local)
                readers--;
        }

        return readers != 0;
    }

    /// <summary>After what keeps no registers.</summary>
    private void ForgetRegisters() => _places = _places with { InRegister = 0 };

    /// <summary>
    /// Brings locals to where a label's other branches have them. That harms nobody who does not branch: all values stay
    /// where they are.
    /// </summary>
    private void MoveLocalsTo(ref Block block)
    {
        if (!block.HasPlaces)
        {
            block.Decide(_places);
            return;
        }

        uint stored = block.InSlot(_homeSet) & ~_places.InSlot;
        if (stored != 0)
            StoreLocals(stored);
        uint loaded = block.Places.InRegister & ~_places.InRegister;
        if (loaded != 0)
            LoadLocals(loaded);
        block.Meet(_places);
    }

    /// <summary>
    /// Decides where locals are at the start of a loop: those that are read before they are written, in registers if it is the
    /// loop that uses them; where a call in it would have to save others, they are in slots.
    /// </summary>
    private void EnterLoop(ref Block block)
    {
        ref readonly var use = ref _uses.NextLoop();
        uint live = 0;
        uint written = 0;
        uint dead = 0;
        for (uint left = _homeSet; left != 0;)
        {
            int home = Registers.TakeFirst(ref left);
            int local = _homes[home].Local;
            ulong bit = _homes[home].Bit;
            if ((use.LiveIn & bit) != 0)
                live |= Registers.Bit(home);
            else if ((use.Killed & bit) != 0 && local < 64)
                dead |= Registers.Bit(home);
            if ((use.Written & bit) != 0)
                written |= Registers.Bit(home);
        }

        uint loaded = live & ~_places.InRegister;
        if (loaded != 0)
            LoadLocals(loaded);
        if (use.HasCall)
        {
            StoreLocals(_homeSet & ~live & ~dead & ~_places.InSlot);
            _places = _places with { InRegister = live };
        }

        _places = new LocalPlaces(_places.InRegister & ~dead, (_places.InSlot & ~(written & _places.InRegister)) | dead);
        block.Decide(_places);
        block.Dead = dead;
        block.LiveIn |= use.LiveIn;
    }
}
