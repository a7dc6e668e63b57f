using System.Runtime.CompilerServices;
using Id = StencilJit.Wasm.WasmStencils.Id;

namespace StencilJit.Wasm.Compilation;

/// <summary>The stencils that bring a number into a register.</summary>
internal static class NumberStencils
{
    /// <summary>Loads a number.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="bits">Its bits.</param>
    /// <param name="register">Where to.</param>
    /// <param name="hole">The value of the stencil's hole; it does not matter where there is none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(ValueKind type, ulong bits, int register, out ulong hole)
    {
        hole = (ulong)(int)bits;
        if (type != ValueKind.I32)
            return OfOther(type, bits, register, out hole);
        // Whether it is zero, nobody foresees.
        int isZero = bits == 0 ? -1 : 0;
        return Id.MoveI32I + ((Id.ZeroI - Id.MoveI32I) & isZero) + Registers.Number(register, 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int OfOther(ValueKind type, ulong bits, int register, out ulong hole)
    {
        bool isFloat = Operand.IsFloatKind(type);
        // The hole of a 32-bit integer takes it sign-extended.
        hole = bits > uint.MaxValue || isFloat ? bits : (ulong)(int)bits;
        int id = bits == 0 ? (isFloat ? Id.ZeroF : Id.ZeroI)
            : type == ValueKind.F32 ? Id.ConstF32
            : type == ValueKind.F64 ? Id.ConstF64
            : bits <= uint.MaxValue ? Id.MoveI32I
            : (long)bits == (int)bits ? Id.MoveI64J
            : Id.MoveI64I;
        return id + Registers.Number(register, 0);
    }
}
