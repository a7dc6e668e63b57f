using System.Runtime.CompilerServices;
using StencilJit.Wasm.Binary;
using Id = StencilJit.Wasm.WasmStencils.Id;

namespace StencilJit.Wasm.Compilation;

/// <summary>The stencils of numeric instructions that leave their result in a register.</summary>
internal static class NumericStencils
{
    private const int None = NumericForms.None;
    private const int Commutes = (int)NumericTraits.Commutative;
    private const int Mask = (int)NumericTraits.Mask;
    private const int Shift = (int)NumericTraits.Shift;
    private const int Division = (int)NumericTraits.Division;
    private const int Multiplication = (int)NumericTraits.Multiplication;
    private const int Subtraction = (int)NumericTraits.Subtraction;

    // By the instruction's encoding, from i32.eqz to i64.extend32_s; columns as in NumericForms, free before tied. Stencils for short
    // numbers are as far from those for all of them whether free or tied.
    private static ReadOnlySpan<int> Plain =>
    [
        Id.I32EqzR, Id.I32EqzRTied, Id.I32EqzS, None, None, 0, 0,
        Id.I32EqRR, Id.I32EqRRTied, Id.I32EqRSTied, Id.I32EqRI, Id.I32EqRITied, 0, Commutes,
        Id.I32NeRR, Id.I32NeRRTied, Id.I32NeRSTied, Id.I32NeRI, Id.I32NeRITied, 0, Commutes,
        Id.I32LtSRR, Id.I32LtSRRTied, Id.I32LtSRSTied, Id.I32LtSRI, Id.I32LtSRITied, 0, 0,
        Id.I32LtURR, Id.I32LtURRTied, Id.I32LtURSTied, Id.I32LtURI, Id.I32LtURITied, 0, 0,
        Id.I32GtSRR, Id.I32GtSRRTied, Id.I32GtSRSTied, Id.I32GtSRI, Id.I32GtSRITied, 0, 0,
        Id.I32GtURR, Id.I32GtURRTied, Id.I32GtURSTied, Id.I32GtURI, Id.I32GtURITied, 0, 0,
        Id.I32LeSRR, Id.I32LeSRRTied, Id.I32LeSRSTied, Id.I32LeSRI, Id.I32LeSRITied, 0, 0,
        Id.I32LeURR, Id.I32LeURRTied, Id.I32LeURSTied, Id.I32LeURI, Id.I32LeURITied, 0, 0,
        Id.I32GeSRR, Id.I32GeSRRTied, Id.I32GeSRSTied, Id.I32GeSRI, Id.I32GeSRITied, 0, 0,
        Id.I32GeURR, Id.I32GeURRTied, Id.I32GeURSTied, Id.I32GeURI, Id.I32GeURITied, 0, 0,
        Id.I64EqzR, Id.I64EqzRTied, Id.I64EqzS, None, None, 0, 0,
        Id.I64EqRR, Id.I64EqRRTied, Id.I64EqRSTied, Id.I64EqRJ, Id.I64EqRJTied, 0, Commutes,
        Id.I64NeRR, Id.I64NeRRTied, Id.I64NeRSTied, Id.I64NeRJ, Id.I64NeRJTied, 0, Commutes,
        Id.I64LtSRR, Id.I64LtSRRTied, Id.I64LtSRSTied, Id.I64LtSRJ, Id.I64LtSRJTied, 0, 0,
        Id.I64LtURR, Id.I64LtURRTied, Id.I64LtURSTied, Id.I64LtURJ, Id.I64LtURJTied, 0, 0,
        Id.I64GtSRR, Id.I64GtSRRTied, Id.I64GtSRSTied, Id.I64GtSRJ, Id.I64GtSRJTied, 0, 0,
        Id.I64GtURR, Id.I64GtURRTied, Id.I64GtURSTied, Id.I64GtURJ, Id.I64GtURJTied, 0, 0,
        Id.I64LeSRR, Id.I64LeSRRTied, Id.I64LeSRSTied, Id.I64LeSRJ, Id.I64LeSRJTied, 0, 0,
        Id.I64LeURR, Id.I64LeURRTied, Id.I64LeURSTied, Id.I64LeURJ, Id.I64LeURJTied, 0, 0,
        Id.I64GeSRR, Id.I64GeSRRTied, Id.I64GeSRSTied, Id.I64GeSRJ, Id.I64GeSRJTied, 0, 0,
        Id.I64GeURR, Id.I64GeURRTied, Id.I64GeURSTied, Id.I64GeURJ, Id.I64GeURJTied, 0, 0,
        Id.F32EqRR, None, Id.F32EqRS, None, None, 0, 0,
        Id.F32NeRR, None, Id.F32NeRS, None, None, 0, 0,
        Id.F32LtRR, None, Id.F32LtRS, None, None, 0, 0,
        Id.F32GtRR, None, Id.F32GtRS, None, None, 0, 0,
        Id.F32LeRR, None, Id.F32LeRS, None, None, 0, 0,
        Id.F32GeRR, None, Id.F32GeRS, None, None, 0, 0,
        Id.F64EqRR, None, Id.F64EqRS, None, None, 0, 0,
        Id.F64NeRR, None, Id.F64NeRS, None, None, 0, 0,
        Id.F64LtRR, None, Id.F64LtRS, None, None, 0, 0,
        Id.F64GtRR, None, Id.F64GtRS, None, None, 0, 0,
        Id.F64LeRR, None, Id.F64LeRS, None, None, 0, 0,
        Id.F64GeRR, None, Id.F64GeRS, None, None, 0, 0,
        Id.I32ClzR, Id.I32ClzRTied, Id.I32ClzS, None, None, 0, 0,
        Id.I32CtzR, Id.I32CtzRTied, Id.I32CtzS, None, None, 0, 0,
        Id.I32PopcntR, Id.I32PopcntRTied, Id.I32PopcntS, None, None, 0, 0,
        Id.I32AddRR, Id.I32AddRRTied, Id.I32AddRSTied, Id.I32AddRI, Id.I32AddRITied, Id.I32AddShortR - Id.I32AddRI, Commutes,
        Id.I32SubRR, Id.I32SubRRTied, Id.I32SubRSTied, Id.I32SubRI, Id.I32SubRITied, 0, Subtraction,
        Id.I32MulRR, Id.I32MulRRTied, Id.I32MulRSTied, Id.I32MulRI, Id.I32MulRITied, 0, Commutes | Multiplication,
        Id.I32DivSRR, Id.I32DivSRRTied, Id.I32DivSRSTied, Id.I32DivSRI, Id.I32DivSRITied, 0, Division,
        Id.I32DivURR, Id.I32DivURRTied, Id.I32DivURSTied, Id.I32DivURI, Id.I32DivURITied, 0, Division,
        Id.I32RemSRR, Id.I32RemSRRTied, Id.I32RemSRSTied, Id.I32RemSRI, Id.I32RemSRITied, 0, Division,
        Id.I32RemURR, Id.I32RemURRTied, Id.I32RemURSTied, Id.I32RemURI, Id.I32RemURITied, 0, Division,
        Id.I32AndRR, Id.I32AndRRTied, Id.I32AndRSTied, Id.I32AndRI, Id.I32AndRITied, Id.I32AndShortR - Id.I32AndRI, Commutes | Mask,
        Id.I32OrRR, Id.I32OrRRTied, Id.I32OrRSTied, Id.I32OrRI, Id.I32OrRITied, 0, Commutes,
        Id.I32XorRR, Id.I32XorRRTied, Id.I32XorRSTied, Id.I32XorRI, Id.I32XorRITied, 0, Commutes,
        Id.I32ShlRR, Id.I32ShlRRTied, Id.I32ShlRSTied, Id.I32ShlRN, Id.I32ShlRNTied, 0, Shift,
        Id.I32ShrSRR, Id.I32ShrSRRTied, Id.I32ShrSRSTied, Id.I32ShrSRN, Id.I32ShrSRNTied, 0, Shift,
        Id.I32ShrURR, Id.I32ShrURRTied, Id.I32ShrURSTied, Id.I32ShrURN, Id.I32ShrURNTied, 0, Shift,
        Id.I32RotlRR, Id.I32RotlRRTied, Id.I32RotlRSTied, None, None, 0, Shift,
        Id.I32RotrRR, Id.I32RotrRRTied, Id.I32RotrRSTied, Id.I32RotrRN, Id.I32RotrRNTied, 0, Shift,
        Id.I64ClzR, Id.I64ClzRTied, Id.I64ClzS, None, None, 0, 0,
        Id.I64CtzR, Id.I64CtzRTied, Id.I64CtzS, None, None, 0, 0,
        Id.I64PopcntR, Id.I64PopcntRTied, Id.I64PopcntS, None, None, 0, 0,
        Id.I64AddRR, Id.I64AddRRTied, Id.I64AddRSTied, Id.I64AddRJ, Id.I64AddRJTied, Id.I64AddShortR - Id.I64AddRJ, Commutes,
        Id.I64SubRR, Id.I64SubRRTied, Id.I64SubRSTied, Id.I64SubRJ, Id.I64SubRJTied, 0, Subtraction,
        Id.I64MulRR, Id.I64MulRRTied, Id.I64MulRSTied, Id.I64MulRJ, Id.I64MulRJTied, 0, Commutes | Multiplication,
        Id.I64DivSRR, Id.I64DivSRRTied, Id.I64DivSRSTied, Id.I64DivSRJ, Id.I64DivSRJTied, 0, Division,
        Id.I64DivURR, Id.I64DivURRTied, Id.I64DivURSTied, Id.I64DivURJ, Id.I64DivURJTied, 0, Division,
        Id.I64RemSRR, Id.I64RemSRRTied, Id.I64RemSRSTied, Id.I64RemSRJ, Id.I64RemSRJTied, 0, Division,
        Id.I64RemURR, Id.I64RemURRTied, Id.I64RemURSTied, Id.I64RemURJ, Id.I64RemURJTied, 0, Division,
        Id.I64AndRR, Id.I64AndRRTied, Id.I64AndRSTied, Id.I64AndRJ, Id.I64AndRJTied, 0, Commutes | Mask,
        Id.I64OrRR, Id.I64OrRRTied, Id.I64OrRSTied, Id.I64OrRJ, Id.I64OrRJTied, 0, Commutes,
        Id.I64XorRR, Id.I64XorRRTied, Id.I64XorRSTied, Id.I64XorRJ, Id.I64XorRJTied, 0, Commutes,
        Id.I64ShlRR, Id.I64ShlRRTied, Id.I64ShlRSTied, Id.I64ShlRN, Id.I64ShlRNTied, 0, Shift,
        Id.I64ShrSRR, Id.I64ShrSRRTied, Id.I64ShrSRSTied, Id.I64ShrSRN, Id.I64ShrSRNTied, 0, Shift,
        Id.I64ShrURR, Id.I64ShrURRTied, Id.I64ShrURSTied, Id.I64ShrURN, Id.I64ShrURNTied, 0, Shift,
        Id.I64RotlRR, Id.I64RotlRRTied, Id.I64RotlRSTied, None, None, 0, Shift,
        Id.I64RotrRR, Id.I64RotrRRTied, Id.I64RotrRSTied, Id.I64RotrRN, Id.I64RotrRNTied, 0, Shift,
        Id.F32AbsR, Id.F32AbsRTied, Id.F32AbsS, None, None, 0, 0,
        Id.F32NegR, Id.F32NegRTied, Id.F32NegS, None, None, 0, 0,
        Id.F32CeilR, Id.F32CeilRTied, Id.F32CeilS, None, None, 0, 0,
        Id.F32FloorR, Id.F32FloorRTied, Id.F32FloorS, None, None, 0, 0,
        Id.F32TruncR, Id.F32TruncRTied, Id.F32TruncS, None, None, 0, 0,
        Id.F32NearestR, Id.F32NearestRTied, Id.F32NearestS, None, None, 0, 0,
        Id.F32SqrtR, Id.F32SqrtRTied, Id.F32SqrtS, None, None, 0, 0,
        Id.F32AddRR, Id.F32AddRRTied, Id.F32AddRSTied, None, None, 0, Commutes,
        Id.F32SubRR, Id.F32SubRRTied, Id.F32SubRSTied, None, None, 0, 0,
        Id.F32MulRR, Id.F32MulRRTied, Id.F32MulRSTied, None, None, 0, Commutes,
        Id.F32DivRR, Id.F32DivRRTied, Id.F32DivRSTied, None, None, 0, 0,
        Id.F32MinRR, Id.F32MinRRTied, Id.F32MinRSTied, None, None, 0, 0,
        Id.F32MaxRR, Id.F32MaxRRTied, Id.F32MaxRSTied, None, None, 0, 0,
        Id.F32CopysignRR, Id.F32CopysignRRTied, Id.F32CopysignRSTied, None, None, 0, 0,
        Id.F64AbsR, Id.F64AbsRTied, Id.F64AbsS, None, None, 0, 0,
        Id.F64NegR, Id.F64NegRTied, Id.F64NegS, None, None, 0, 0,
        Id.F64CeilR, Id.F64CeilRTied, Id.F64CeilS, None, None, 0, 0,
        Id.F64FloorR, Id.F64FloorRTied, Id.F64FloorS, None, None, 0, 0,
        Id.F64TruncR, Id.F64TruncRTied, Id.F64TruncS, None, None, 0, 0,
        Id.F64NearestR, Id.F64NearestRTied, Id.F64NearestS, None, None, 0, 0,
        Id.F64SqrtR, Id.F64SqrtRTied, Id.F64SqrtS, None, None, 0, 0,
        Id.F64AddRR, Id.F64AddRRTied, Id.F64AddRSTied, None, None, 0, Commutes,
        Id.F64SubRR, Id.F64SubRRTied, Id.F64SubRSTied, None, None, 0, 0,
        Id.F64MulRR, Id.F64MulRRTied, Id.F64MulRSTied, None, None, 0, Commutes,
        Id.F64DivRR, Id.F64DivRRTied, Id.F64DivRSTied, None, None, 0, 0,
        Id.F64MinRR, Id.F64MinRRTied, Id.F64MinRSTied, None, None, 0, 0,
        Id.F64MaxRR, Id.F64MaxRRTied, Id.F64MaxRSTied, None, None, 0, 0,
        Id.F64CopysignRR, Id.F64CopysignRRTied, Id.F64CopysignRSTied, None, None, 0, 0,
        Id.I32WrapI64R, Id.I32WrapI64RTied, Id.I32WrapI64S, None, None, 0, 0,
        Id.I32TruncF32SR, None, Id.I32TruncF32SS, None, None, 0, 0,
        Id.I32TruncF32UR, None, Id.I32TruncF32US, None, None, 0, 0,
        Id.I32TruncF64SR, None, Id.I32TruncF64SS, None, None, 0, 0,
        Id.I32TruncF64UR, None, Id.I32TruncF64US, None, None, 0, 0,
        Id.I64ExtendI32SR, Id.I64ExtendI32SRTied, Id.I64ExtendI32SS, None, None, 0, 0,
        Id.I64ExtendI32UR, Id.I64ExtendI32URTied, Id.I64ExtendI32US, None, None, 0, 0,
        Id.I64TruncF32SR, None, Id.I64TruncF32SS, None, None, 0, 0,
        Id.I64TruncF32UR, None, Id.I64TruncF32US, None, None, 0, 0,
        Id.I64TruncF64SR, None, Id.I64TruncF64SS, None, None, 0, 0,
        Id.I64TruncF64UR, None, Id.I64TruncF64US, None, None, 0, 0,
        Id.F32ConvertI32SR, None, Id.F32ConvertI32SS, None, None, 0, 0,
        Id.F32ConvertI32UR, None, Id.F32ConvertI32US, None, None, 0, 0,
        Id.F32ConvertI64SR, None, Id.F32ConvertI64SS, None, None, 0, 0,
        Id.F32ConvertI64UR, None, Id.F32ConvertI64US, None, None, 0, 0,
        Id.F32DemoteF64R, Id.F32DemoteF64RTied, Id.F32DemoteF64S, None, None, 0, 0,
        Id.F64ConvertI32SR, None, Id.F64ConvertI32SS, None, None, 0, 0,
        Id.F64ConvertI32UR, None, Id.F64ConvertI32US, None, None, 0, 0,
        Id.F64ConvertI64SR, None, Id.F64ConvertI64SS, None, None, 0, 0,
        Id.F64ConvertI64UR, None, Id.F64ConvertI64US, None, None, 0, 0,
        Id.F64PromoteF32R, Id.F64PromoteF32RTied, Id.F64PromoteF32S, None, None, 0, 0,
        Id.I32ReinterpretF32R, None, Id.I32ReinterpretF32S, None, None, 0, 0,
        Id.I64ReinterpretF64R, None, Id.I64ReinterpretF64S, None, None, 0, 0,
        Id.F32ReinterpretI32R, None, Id.F32ReinterpretI32S, None, None, 0, 0,
        Id.F64ReinterpretI64R, None, Id.F64ReinterpretI64S, None, None, 0, 0,
        Id.I32Extend8SR, Id.I32Extend8SRTied, None, None, None, 0, 0,
        Id.I32Extend16SR, Id.I32Extend16SRTied, None, None, None, 0, 0,
        Id.I64Extend8SR, Id.I64Extend8SRTied, None, None, None, 0, 0,
        Id.I64Extend16SR, Id.I64Extend16SRTied, None, None, None, 0, 0,
        Id.I64Extend32SR, Id.I64Extend32SRTied, Id.I64Extend32SS, None, None, 0, 0,
    ];

    private static ReadOnlySpan<int> Saturating =>
    [
        Id.I32TruncSatF32SR, None, Id.I32TruncSatF32SS, None, None, 0, 0,
        Id.I32TruncSatF32UR, None, Id.I32TruncSatF32US, None, None, 0, 0,
        Id.I32TruncSatF64SR, None, Id.I32TruncSatF64SS, None, None, 0, 0,
        Id.I32TruncSatF64UR, None, Id.I32TruncSatF64US, None, None, 0, 0,
        Id.I64TruncSatF32SR, None, Id.I64TruncSatF32SS, None, None, 0, 0,
        Id.I64TruncSatF32UR, None, Id.I64TruncSatF32US, None, None, 0, 0,
        Id.I64TruncSatF64SR, None, Id.I64TruncSatF64SS, None, None, 0, 0,
        Id.I64TruncSatF64UR, None, Id.I64TruncSatF64US, None, None, 0, 0,
    ];

    private static ReadOnlySpan<int> NullTest => [Id.RefIsNullR, Id.RefIsNullRTied, Id.RefIsNullS, None, None, 0, 0];

    /// <summary>The stencils of an instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref readonly NumericForms Of(Opcode opcode) =>
        ref opcode <= Opcode.I64Extend32S ? ref StencilRows.Of<NumericForms>(Plain, opcode - Opcode.I32Eqz) : ref OfOther(opcode);

    private static ref readonly NumericForms OfOther(Opcode opcode) =>
        ref opcode == Opcode.RefIsNull ? ref StencilRows.Of<NumericForms>(NullTest, 0) : ref StencilRows.Of<NumericForms>(Saturating, opcode - Opcode.I32TruncSatF32S);

    /// <summary>Whether a comparison has one operand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsTest(Opcode opcode) => opcode is Opcode.I32Eqz or Opcode.I64Eqz or Opcode.RefIsNull;

    /// <summary>Replaces a comparison by its opposite, where there is one: not for floating-point order, for NaNs.</summary>
    public static bool TryInvert(ref Opcode opcode)
    {
        var first = opcode switch
        {
            >= Opcode.I32Eq and <= Opcode.I32GeU => Opcode.I32Eq,
            >= Opcode.I64Eq and <= Opcode.I64GeU => Opcode.I64Eq,
            Opcode.F32Eq or Opcode.F32Ne => Opcode.F32Eq,
            Opcode.F64Eq or Opcode.F64Ne => Opcode.F64Eq,
            _ => default,
        };
        if (first == default)
            return false;
        // eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u
        ReadOnlySpan<byte> opposites = [1, 0, 8, 9, 6, 7, 4, 5, 2, 3];
        opcode = first + opposites[opcode - first];
        return true;
    }
}
