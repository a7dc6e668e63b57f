using StencilJit.Wasm.Binary;
using Id = StencilJit.Wasm.WasmStencils.Id;

namespace StencilJit.Wasm.Compilation;

/// <summary>
/// The stencils of instructions whose second operand is a small number, which AArch64 has room for or loads at once
/// (<see cref="NearOffsets"/>). To be asked where these matter.
/// </summary>
internal static class NearNumberStencils
{
    private const int None = NumericForms.None;
    private const int Narrow = 0;
    private const int Wide = 11;
    private const int Add = 6;
    private const int Subtract = 7;
    private const int And = 8;

    // Comparisons by their place in the encoding: eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u.
    private const int Less = 2;
    private const int LessOrEqual = 6;
    private const int GreaterOrEqual = 8;

    // eq ne lt_s lt_u gt_s gt_u add sub and or xor, of 32 and of 64 bits; columns as in NearNumberForms.
    private static ReadOnlySpan<int> Rows =>
    [
        Id.I32EqNearR, Id.I32EqNearRTied, Id.I32EqNearRJumpIf,
        Id.I32NeNearR, Id.I32NeNearRTied, Id.I32NeNearRJumpIf,
        Id.I32LtSNearR, Id.I32LtSNearRTied, Id.I32LtSNearRJumpIf,
        Id.I32LtUNearR, Id.I32LtUNearRTied, Id.I32LtUNearRJumpIf,
        Id.I32GtSNearR, Id.I32GtSNearRTied, Id.I32GtSNearRJumpIf,
        Id.I32GtUNearR, Id.I32GtUNearRTied, Id.I32GtUNearRJumpIf,
        Id.I32AddNearR, Id.I32AddNearRTied, None,
        Id.I32SubNearR, Id.I32SubNearRTied, None,
        Id.I32AndNearR, Id.I32AndNearRTied, None,
        Id.I32OrNearR, Id.I32OrNearRTied, None,
        Id.I32XorNearR, Id.I32XorNearRTied, None,
        Id.I64EqNearR, Id.I64EqNearRTied, Id.I64EqNearRJumpIf,
        Id.I64NeNearR, Id.I64NeNearRTied, Id.I64NeNearRJumpIf,
        Id.I64LtSNearR, Id.I64LtSNearRTied, Id.I64LtSNearRJumpIf,
        Id.I64LtUNearR, Id.I64LtUNearRTied, Id.I64LtUNearRJumpIf,
        Id.I64GtSNearR, Id.I64GtSNearRTied, Id.I64GtSNearRJumpIf,
        Id.I64GtUNearR, Id.I64GtUNearRTied, Id.I64GtUNearRJumpIf,
        Id.I64AddNearR, Id.I64AddNearRTied, None,
        Id.I64SubNearR, Id.I64SubNearRTied, None,
        Id.I64AndNearR, Id.I64AndNearRTied, None,
        Id.I64OrNearR, Id.I64OrNearRTied, None,
        Id.I64XorNearR, Id.I64XorNearRTied, None,
    ];

    /// <summary>Finds the stencils of an instruction with a number.</summary>
    /// <param name="opcode">The instruction, any of two operands.</param>
    /// <param name="number">The second operand; 32 bits are zero-extended.</param>
    /// <param name="forms">The stencils.</param>
    /// <param name="hole">What their hole gets.</param>
    public static bool TryFind(Opcode opcode, ulong number, out NearNumberForms forms, out ulong hole)
    {
        hole = number;
        int row = RowOf(opcode, ref hole);
        if (row < 0)
        {
            forms = default;
            return false;
        }

        forms = StencilRows.Of<NearNumberForms>(Rows, row);
        return true;
    }

    /// <summary>The row of an instruction, with its number as that row's stencils take it; -1 where it is none of theirs.</summary>
    private static int RowOf(Opcode opcode, ref ulong number) => opcode switch
    {
        >= Opcode.I32Eq and <= Opcode.I32GeU => RowOfComparison(Narrow, opcode - Opcode.I32Eq, ref number),
        >= Opcode.I64Eq and <= Opcode.I64GeU => RowOfComparison(Wide, opcode - Opcode.I64Eq, ref number),
        Opcode.I32Add => RowOfSum(Narrow + Add, Narrow + Subtract, (uint)-(int)number, ref number),
        Opcode.I32Sub => RowOfSum(Narrow + Subtract, Narrow + Add, (uint)-(int)number, ref number),
        Opcode.I64Add => RowOfSum(Wide + Add, Wide + Subtract, 0 - number, ref number),
        Opcode.I64Sub => RowOfSum(Wide + Subtract, Wide + Add, 0 - number, ref number),
        >= Opcode.I32And and <= Opcode.I32Xor when NearOffsets.IsNumber(number) => Narrow + And + (opcode - Opcode.I32And),
        >= Opcode.I64And and <= Opcode.I64Xor when NearOffsets.IsNumber(number) => Wide + And + (opcode - Opcode.I64And),
        _ => -1,
    };

    /// <summary>The row of a comparison, by its place in the encoding; of le and ge that of lt and gt, with the next number.</summary>
    private static int RowOfComparison(int first, int comparison, ref ulong number)
    {
        // The number itself must be small, too: one more than the largest is none.
        bool isSmall = NearOffsets.IsNumber(number);
        if (comparison >= LessOrEqual)
        {
            number = comparison < GreaterOrEqual ? number + 1 : number - 1;
            comparison -= LessOrEqual - Less;
        }

        return isSmall && NearOffsets.IsNumber(number) ? first + comparison : -1;
    }

    /// <summary>The row of an addition or a subtraction, or of the other one where the number is negative.</summary>
    private static int RowOfSum(int row, int other, ulong negative, ref ulong number)
    {
        if (NearOffsets.IsNumber(number))
            return row;
        number = negative;
        return NearOffsets.IsNumber(negative) ? other : -1;
    }
}
