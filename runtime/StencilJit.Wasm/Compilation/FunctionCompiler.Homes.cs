using StencilJit.Wasm.Decoding;

namespace StencilJit.Wasm.Compilation;

/// <content>Which locals have a register.</content>
internal sealed unsafe partial class FunctionCompiler
{
    /// <summary>
    /// Gives registers to the locals that are used most. A parameter that comes in a register keeps it; so no two want the
    /// same one.
    /// </summary>
    private void ChooseHomes()
    {
        new Span<LocalState>(_locals, _function.Locals.Length).Fill(new LocalState { Home = Registers.None });
        _homeSet = 0;
        ChooseHomes(isFloat: false);
        ChooseHomes(isFloat: true);
        _free = Registers.All & ~_homeSet;
        _places = default;
    }

    private void ChooseHomes(bool isFloat)
    {
        Span<int> chosen = stackalloc int[Registers.Homes];
        // A select of integers has three operands at once.
        int most = _uses.HasSelect && !isFloat ? Registers.Homes - 1 : Registers.Homes;
        int count = 0;
        var locals = _function.Locals;
        for (int local = 0; local < locals.Length; local++)
        {
            int weight = _uses.Weight(local);
            if (weight == 0 || Operand.IsFloatKind(locals[local]) != isFloat)
                continue;
            int place = count;
            while (place > 0 && _uses.Weight(chosen[place - 1]) < weight)
                place--;
            if (place == most)
                continue;
            if (count < most)
                count++;
            chosen[place..(count - 1)].CopyTo(chosen[(place + 1)..]);
            chosen[place] = local;
        }

        uint left = 0;
        for (int index = 0; index < most; index++)
            left |= Registers.Bit(Registers.Argument(index, isFloat));
        var registers = ParameterRegisters;
        for (int index = 0; index < count; index++)
        {
            if (chosen[index] >= registers.Length || registers[chosen[index]] is not (>= 0 and var register))
                continue;
            SetHome(chosen[index], register);
            left &= ~Registers.Bit(register);
            chosen[index] = -1;
        }

        for (int index = 0; index < count; index++)
        {
            if (chosen[index] >= 0)
                SetHome(chosen[index], Registers.TakeFirst(ref left));
        }
    }

    private void SetHome(int local, int register)
    {
        _locals[local].Home = register;
        var type = _function.Locals[local];
        int slot = _frame.Local(local);
        _homes[register] = new Home
        {
            Local = local,
            Type = type,
            IsNear = IsNear(slot),
            Bit = LoopUse.BitOf(local),
            LastRead = _uses.LastRead(local),
            Slot = slot,
            Load = SlotStencils.Load(type, register),
            Store = SlotStencils.Store(register),
        };
        _homeSet |= Registers.Bit(register);
    }
}
