using StencilJit.Wasm.Binary;
using Id = StencilJit.Wasm.WasmStencils.Id;

namespace StencilJit.Wasm.Compilation;

/// <summary>The stencils of divisions by numbers, through reciprocals; the result takes the dividend's place.</summary>
internal static class DivisionStencils
{
    // From i32.div_s to i32.rem_u and from i64.div_s to i64.rem_u. A remainder of 64 bits is made of the quotient.
    private static ReadOnlySpan<int> ByReciprocal =>
    [
        Id.I32DivSByRINTied, Id.I32DivUByRITied, Id.I32RemSByRINITied, Id.I32RemUByRIITied,
        Id.I64DivSByRINTied, Id.I64DivUByRINTied, Id.I64DivSByRINTied, Id.I64DivUByRINTied,
    ];

    /// <summary>The stencil and the reciprocal for a division or remainder by a number: there is one if the number is greater than 1.</summary>
    public static bool TryGet(Opcode opcode, ulong divisor, out int id, out Reciprocal reciprocal)
    {
        bool isWide = opcode >= Opcode.I64DivS;
        int row = isWide ? 4 + (opcode - Opcode.I64DivS) : opcode - Opcode.I32DivS;
        bool isUnsigned = (row & 1) != 0;
        id = ByReciprocal[row];
        reciprocal = default;
        long signed = isWide ? (long)divisor : (int)divisor;
        if (isUnsigned ? divisor <= 1 : signed <= 1)
            return false;
        reciprocal = (isWide, isUnsigned) switch
        {
            (false, false) => Reciprocal.Signed32((int)divisor),
            (false, true) => Reciprocal.Unsigned32((uint)divisor),
            (true, false) => Reciprocal.Signed64((long)divisor),
            (true, true) => Reciprocal.Unsigned64(divisor),
        };
        if (reciprocal.IsLong)
            id = Id.I64DivUByLongRINTied;
        return true;
    }

    /// <summary>Whether the stencil gives the quotient, of which the remainder is still to be made.</summary>
    public static bool IsWideRemainder(Opcode opcode) => opcode is Opcode.I64RemS or Opcode.I64RemU;
}
