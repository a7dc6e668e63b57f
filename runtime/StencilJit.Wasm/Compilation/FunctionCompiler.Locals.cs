using System.Runtime.CompilerServices;
using StencilJit.Wasm.Decoding;

namespace StencilJit.Wasm.Compilation;

/// <content>Locals: 4.4.5. Where their values are.</content>
internal sealed unsafe partial class FunctionCompiler
{
    // So many locals are set to zero one by one.
    private const int MostSingleZeros = 6;

    /// <summary>Brings parameters to where they live, and sets the other locals to zero; what is never used is left alone.</summary>
    private void EnterLocals()
    {
        if ((_convention->RegisterSet & ~_arrivedHomes) != 0)
            StoreParameters();
        for (uint left = _declaredHomes; left != 0;)
            EmitZero(Registers.TakeFirst(ref left));
        if (_unhousedLocals != 0)
            ZeroSlots(_convention->ParameterCount, _unhousedLocals);
        uint inRegister = _arrivedHomes | _declaredHomes;
        _places = new LocalPlaces(inRegister, _homeSet & ~inRegister);
    }

    /// <summary>Stores the parameters that come in registers and do not live there.</summary>
    private void StoreParameters()
    {
        for (int local = 0; local < _convention->ParameterCount; local++)
        {
            int register = _convention->Registers[local];
            if (register != Registers.None && _homeOf[local] != register && _uses.Weight(local) != 0)
                EmitStoreSlot(register, _frame.Local(local));
        }
    }

    private void ZeroSlots(int parameters, int count)
    {
        int declared = _function.Locals.Length - parameters;
        if (count > MostSingleZeros || !IsNear(_frame.FirstDeclared + declared))
        {
            _writer.Emit(WasmStencils.Id.ZeroSlots, (ulong)declared, Offset(_frame.FirstDeclared));
            return;
        }

        for (int local = parameters; local < _function.Locals.Length; local++)
        {
            if (_homeOf[local] == Registers.None && _uses.Weight(local) != 0)
                _writer.Emit(WasmStencils.Id.ZeroSlot, Offset(_frame.Local(local)));
        }
    }

    /// <summary>Notes that a local's register has a new value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SetInRegister(int home) =>
        _places = _places.Set(Registers.Bit(home));

    private void LoadLocals(uint homes)
    {
        while (homes != 0)
            LoadLocal(Registers.TakeFirst(ref homes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void LoadLocal(int register)
    {
        _places = _places.WithRegisters(Registers.Bit(register));
        Home* home = _homes + register;
        if (home->IsNear)
            _writer.Emit(home->Load, home->Offset);
        else
            EmitLoadFarSlot(register, _function.Locals[home->Local], _frame.Local(home->Local));
    }

    private void StoreLocals(uint homes)
    {
        _places = _places.WithSlots(homes);
        while (homes != 0)
        {
            int register = Registers.TakeFirst(ref homes);
            Home* home = _homes + register;
            if (home->IsNear)
                _writer.Emit(home->Store, home->Offset);
            else
                EmitStoreSlot(register, _frame.Local(home->Local));
        }
    }

    /// <summary>
    /// Before what keeps no registers: brings all locals into their slots that are read again, and the operands below a height into
    /// theirs.
    /// </summary>
    /// <param name="first">The lowest position of the operands that are passed on before registers are lost.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SaveRegisters(int first)
    {
        SpillRegisters(first);
        if (first - _settled > MostUnsettled)
            SettleLocals(first);
        uint live = LiveHomes(first) & ~_places.InSlot;
        if (live != 0)
            StoreLocals(live);
        _places = new LocalPlaces(_places.InRegister, _homeSet);
    }

    /// <summary>The homes of the locals whose values are still read: by an instruction, by a loop around, or as operands below a height.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint LiveHomes(int height)
    {
        uint homes = HomesReadLater() | _block->LiveIn;
        for (Operand* operand = _operands + _settled; operand < _operands + height; operand++)
        {
            if (operand->Kind == OperandKind.Local)
                homes |= Registers.Bit(_homeOf[operand->Local]);
        }

        return homes & _homeSet;
    }

    /// <summary>After what keeps no registers.</summary>
    private void ForgetRegisters() => _places = new LocalPlaces(0, _homeSet);

    /// <summary>
    /// Brings locals to where a block's other branches have them; who comes first decides that. It harms nobody who does not
    /// branch: all values stay where they are.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MoveLocalsTo(Block* block)
    {
        var missing = block->Meet(_places, _homeSet);
        if (missing.Bits != 0)
            MoveLocals(missing);
        block->Common = LocalPlaces.Of(block->Common.Bits & _places.Bits);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MoveLocals(LocalPlaces missing)
    {
        // Nothing but locals may move here: the condition of a branch is in a register that counts as free already.
        uint live = _height - _settled > MostUnsettled ? _homeSet : LiveHomes(_height);
        StoreLocals(missing.InSlot & live);
        LoadLocals(missing.InRegister & live);
        _places = LocalPlaces.Of(_places.Bits | missing.Bits);
    }

    /// <summary>
    /// Decides where locals are at the start of a loop: those that are read before they are written, in registers if it is the
    /// loop that uses them; where a call in it would have to save others, they are in slots.
    /// </summary>
    private void EnterLoop(Block* block)
    {
        ref readonly var use = ref _uses.NextLoop();
        uint live = 0;
        uint written = 0;
        uint killed = 0;
        for (uint left = _homeSet; left != 0;)
        {
            int home = Registers.TakeFirst(ref left);
            int local = _homes[home].Local;
            live |= LoopUse.Has(use.LiveIn, local) << home;
            written |= LoopUse.Has(use.Written, local) << home;
            killed |= LoopUse.HasNamed(use.Killed, local) << home;
        }

        uint dead = killed & ~live;
        uint loaded = live & ~_places.InRegister;
        if (loaded != 0)
            LoadLocals(loaded);
        if (use.HasCall)
        {
            StoreLocals(_homeSet & ~live & ~dead & ~_places.InSlot);
            _places = new LocalPlaces(live, _places.InSlot);
        }

        _places = new LocalPlaces(_places.InRegister & ~dead, (_places.InSlot & ~(written & _places.InRegister)) | dead);
        // The code of the loop counts on what is in slots, too.
        block->Decide(new LocalPlaces(_places.InRegister, ((_homeSet & ~_places.InRegister) | _places.InSlot) & ~dead), _places);
        block->LiveIn |= live;
    }
}
