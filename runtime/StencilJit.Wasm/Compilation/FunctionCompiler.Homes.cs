using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
        var locals = _function.Locals;
        new Span<sbyte>(_homeOf, locals.Length).Fill(Registers.None);
        _homeSet = 0;
        _arrivedHomes = 0;
        _declaredHomes = 0;
        _unhousedLocals = 0;
        ChooseHomes(isFloat: false);
        if (MemoryMarshal.AsBytes(locals).ContainsAnyInRange((byte)ValueKind.F64, (byte)ValueKind.F32))
            ChooseHomes(isFloat: true);
        _unhousedLocals -= BitOperations.PopCount(_declaredHomes);
        _free = Registers.All & ~_homeSet;
        _places = default;
    }

    [SkipLocalsInit]
    private void ChooseHomes(bool isFloat)
    {
        long* keys = stackalloc long[MostUsed.Count];
        var locals = _function.Locals;
        int parameters = _convention->ParameterCount;
        _unhousedLocals += MostUsed.Find(_uses.OfLocals, locals, isFloat, keys, parameters);
        // A select of integers has three operands at once.
        int most = _uses.HasSelect && !isFloat ? Registers.Homes - 1 : Registers.Homes;
        uint arrived = 0;
        int count = 0;
        for (; count < most && keys[count] >= MostUsed.LeastUsed; count++)
        {
            int local = MostUsed.IndexOf(keys[count]);
            if (local < parameters)
                arrived |= Registers.Bit(_convention->Registers[local]) & Registers.All;
        }

        uint left = (((1u << most) - 1) << Registers.Argument(0, isFloat)) & ~arrived;
        uint homes = arrived;
        uint declared = 0;
        for (int index = 0; index < count; index++)
        {
            int local = MostUsed.IndexOf(keys[index]);
            int register = local < parameters ? _convention->Registers[local] : Registers.None;
            if (register == Registers.None)
            {
                register = Registers.TakeFirst(ref left);
                homes |= Registers.Bit(register);
                declared |= Registers.Bit(register) & (uint)~((local - parameters) >> 31);
            }

            SetHome(local, locals[local], register);
        }

        _homeSet |= homes;
        _arrivedHomes |= arrived;
        _declaredHomes |= declared;
    }

    private void SetHome(int local, ValueKind type, int register)
    {
        _homeOf[local] = (sbyte)register;
        Home* home = _homes + register;
        int slot = _frame.Local(local);
        home->Offset = Offset(slot);
        home->Load = SlotStencils.Load(type, register, slot);
        home->Store = SlotStencils.Store(register, slot);
        home->Local = local;
        _lastReads[register] = _uses.LastRead(local);
    }

    /// <summary>The homes of locals that are read after the instruction that is compiled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint HomesReadLater()
    {
        var position = Vector256.Create(Position - 1);
        uint low = Vector256.GreaterThan(Vector256.Load(_lastReads), position).ExtractMostSignificantBits();
        uint high = Vector256.GreaterThan(Vector256.Load(_lastReads + Registers.PerClass), position).ExtractMostSignificantBits();
        return (low | (high << Registers.PerClass)) & _homeSet;
    }
}
