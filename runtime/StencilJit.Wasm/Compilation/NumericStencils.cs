using StencilJit.Wasm.Binary;
using Id = StencilJit.Wasm.WasmStencils.Id;

namespace StencilJit.Wasm.Compilation;

/// <summary>The stencils of numeric instructions that leave their result in a register.</summary>
internal static class NumericStencils
{
    private const int None = StencilForms.None;

    // By the instruction's encoding, from i32.eqz to i64.extend32_s: last operand in a register, in a slot, immediate.
    private static ReadOnlySpan<int> Plain =>
    [
        Id.I32EqzRTied, Id.I32EqzS, None,
        Id.I32EqRRTied, Id.I32EqRSTied, Id.I32EqRITied,
        Id.I32NeRRTied, Id.I32NeRSTied, Id.I32NeRITied,
        Id.I32LtSRRTied, Id.I32LtSRSTied, Id.I32LtSRITied,
        Id.I32LtURRTied, Id.I32LtURSTied, Id.I32LtURITied,
        Id.I32GtSRRTied, Id.I32GtSRSTied, Id.I32GtSRITied,
        Id.I32GtURRTied, Id.I32GtURSTied, Id.I32GtURITied,
        Id.I32LeSRRTied, Id.I32LeSRSTied, Id.I32LeSRITied,
        Id.I32LeURRTied, Id.I32LeURSTied, Id.I32LeURITied,
        Id.I32GeSRRTied, Id.I32GeSRSTied, Id.I32GeSRITied,
        Id.I32GeURRTied, Id.I32GeURSTied, Id.I32GeURITied,
        Id.I64EqzRTied, Id.I64EqzS, None,
        Id.I64EqRRTied, Id.I64EqRSTied, Id.I64EqRJTied,
        Id.I64NeRRTied, Id.I64NeRSTied, Id.I64NeRJTied,
        Id.I64LtSRRTied, Id.I64LtSRSTied, Id.I64LtSRJTied,
        Id.I64LtURRTied, Id.I64LtURSTied, Id.I64LtURJTied,
        Id.I64GtSRRTied, Id.I64GtSRSTied, Id.I64GtSRJTied,
        Id.I64GtURRTied, Id.I64GtURSTied, Id.I64GtURJTied,
        Id.I64LeSRRTied, Id.I64LeSRSTied, Id.I64LeSRJTied,
        Id.I64LeURRTied, Id.I64LeURSTied, Id.I64LeURJTied,
        Id.I64GeSRRTied, Id.I64GeSRSTied, Id.I64GeSRJTied,
        Id.I64GeURRTied, Id.I64GeURSTied, Id.I64GeURJTied,
        Id.F32EqRR, Id.F32EqRS, None,
        Id.F32NeRR, Id.F32NeRS, None,
        Id.F32LtRR, Id.F32LtRS, None,
        Id.F32GtRR, Id.F32GtRS, None,
        Id.F32LeRR, Id.F32LeRS, None,
        Id.F32GeRR, Id.F32GeRS, None,
        Id.F64EqRR, Id.F64EqRS, None,
        Id.F64NeRR, Id.F64NeRS, None,
        Id.F64LtRR, Id.F64LtRS, None,
        Id.F64GtRR, Id.F64GtRS, None,
        Id.F64LeRR, Id.F64LeRS, None,
        Id.F64GeRR, Id.F64GeRS, None,
        Id.I32ClzRTied, Id.I32ClzS, None,
        Id.I32CtzRTied, Id.I32CtzS, None,
        Id.I32PopcntRTied, Id.I32PopcntS, None,
        Id.I32AddRRTied, Id.I32AddRSTied, Id.I32AddRITied,
        Id.I32SubRRTied, Id.I32SubRSTied, Id.I32SubRITied,
        Id.I32MulRRTied, Id.I32MulRSTied, Id.I32MulRITied,
        Id.I32DivSRRTied, Id.I32DivSRSTied, Id.I32DivSRITied,
        Id.I32DivURRTied, Id.I32DivURSTied, Id.I32DivURITied,
        Id.I32RemSRRTied, Id.I32RemSRSTied, Id.I32RemSRITied,
        Id.I32RemURRTied, Id.I32RemURSTied, Id.I32RemURITied,
        Id.I32AndRRTied, Id.I32AndRSTied, Id.I32AndRITied,
        Id.I32OrRRTied, Id.I32OrRSTied, Id.I32OrRITied,
        Id.I32XorRRTied, Id.I32XorRSTied, Id.I32XorRITied,
        Id.I32ShlRRTied, Id.I32ShlRSTied, Id.I32ShlRITied,
        Id.I32ShrSRRTied, Id.I32ShrSRSTied, Id.I32ShrSRITied,
        Id.I32ShrURRTied, Id.I32ShrURSTied, Id.I32ShrURITied,
        Id.I32RotlRRTied, Id.I32RotlRSTied, Id.I32RotlRITied,
        Id.I32RotrRRTied, Id.I32RotrRSTied, Id.I32RotrRITied,
        Id.I64ClzRTied, Id.I64ClzS, None,
        Id.I64CtzRTied, Id.I64CtzS, None,
        Id.I64PopcntRTied, Id.I64PopcntS, None,
        Id.I64AddRRTied, Id.I64AddRSTied, Id.I64AddRJTied,
        Id.I64SubRRTied, Id.I64SubRSTied, Id.I64SubRJTied,
        Id.I64MulRRTied, Id.I64MulRSTied, Id.I64MulRJTied,
        Id.I64DivSRRTied, Id.I64DivSRSTied, Id.I64DivSRJTied,
        Id.I64DivURRTied, Id.I64DivURSTied, Id.I64DivURJTied,
        Id.I64RemSRRTied, Id.I64RemSRSTied, Id.I64RemSRJTied,
        Id.I64RemURRTied, Id.I64RemURSTied, Id.I64RemURJTied,
        Id.I64AndRRTied, Id.I64AndRSTied, Id.I64AndRJTied,
        Id.I64OrRRTied, Id.I64OrRSTied, Id.I64OrRJTied,
        Id.I64XorRRTied, Id.I64XorRSTied, Id.I64XorRJTied,
        Id.I64ShlRRTied, Id.I64ShlRSTied, Id.I64ShlRJTied,
        Id.I64ShrSRRTied, Id.I64ShrSRSTied, Id.I64ShrSRJTied,
        Id.I64ShrURRTied, Id.I64ShrURSTied, Id.I64ShrURJTied,
        Id.I64RotlRRTied, Id.I64RotlRSTied, Id.I64RotlRJTied,
        Id.I64RotrRRTied, Id.I64RotrRSTied, Id.I64RotrRJTied,
        Id.F32AbsRTied, Id.F32AbsS, None,
        Id.F32NegRTied, Id.F32NegS, None,
        Id.F32CeilRTied, Id.F32CeilS, None,
        Id.F32FloorRTied, Id.F32FloorS, None,
        Id.F32TruncRTied, Id.F32TruncS, None,
        Id.F32NearestRTied, Id.F32NearestS, None,
        Id.F32SqrtRTied, Id.F32SqrtS, None,
        Id.F32AddRRTied, Id.F32AddRSTied, None,
        Id.F32SubRRTied, Id.F32SubRSTied, None,
        Id.F32MulRRTied, Id.F32MulRSTied, None,
        Id.F32DivRRTied, Id.F32DivRSTied, None,
        Id.F32MinRRTied, Id.F32MinRSTied, None,
        Id.F32MaxRRTied, Id.F32MaxRSTied, None,
        Id.F32CopysignRRTied, Id.F32CopysignRSTied, None,
        Id.F64AbsRTied, Id.F64AbsS, None,
        Id.F64NegRTied, Id.F64NegS, None,
        Id.F64CeilRTied, Id.F64CeilS, None,
        Id.F64FloorRTied, Id.F64FloorS, None,
        Id.F64TruncRTied, Id.F64TruncS, None,
        Id.F64NearestRTied, Id.F64NearestS, None,
        Id.F64SqrtRTied, Id.F64SqrtS, None,
        Id.F64AddRRTied, Id.F64AddRSTied, None,
        Id.F64SubRRTied, Id.F64SubRSTied, None,
        Id.F64MulRRTied, Id.F64MulRSTied, None,
        Id.F64DivRRTied, Id.F64DivRSTied, None,
        Id.F64MinRRTied, Id.F64MinRSTied, None,
        Id.F64MaxRRTied, Id.F64MaxRSTied, None,
        Id.F64CopysignRRTied, Id.F64CopysignRSTied, None,
        Id.I32WrapI64RTied, Id.I32WrapI64S, None,
        Id.I32TruncF32SR, Id.I32TruncF32SS, None,
        Id.I32TruncF32UR, Id.I32TruncF32US, None,
        Id.I32TruncF64SR, Id.I32TruncF64SS, None,
        Id.I32TruncF64UR, Id.I32TruncF64US, None,
        Id.I64ExtendI32SRTied, Id.I64ExtendI32SS, None,
        Id.I64ExtendI32URTied, Id.I64ExtendI32US, None,
        Id.I64TruncF32SR, Id.I64TruncF32SS, None,
        Id.I64TruncF32UR, Id.I64TruncF32US, None,
        Id.I64TruncF64SR, Id.I64TruncF64SS, None,
        Id.I64TruncF64UR, Id.I64TruncF64US, None,
        Id.F32ConvertI32SR, Id.F32ConvertI32SS, None,
        Id.F32ConvertI32UR, Id.F32ConvertI32US, None,
        Id.F32ConvertI64SR, Id.F32ConvertI64SS, None,
        Id.F32ConvertI64UR, Id.F32ConvertI64US, None,
        Id.F32DemoteF64RTied, Id.F32DemoteF64S, None,
        Id.F64ConvertI32SR, Id.F64ConvertI32SS, None,
        Id.F64ConvertI32UR, Id.F64ConvertI32US, None,
        Id.F64ConvertI64SR, Id.F64ConvertI64SS, None,
        Id.F64ConvertI64UR, Id.F64ConvertI64US, None,
        Id.F64PromoteF32RTied, Id.F64PromoteF32S, None,
        Id.I32ReinterpretF32R, Id.I32ReinterpretF32S, None,
        Id.I64ReinterpretF64R, Id.I64ReinterpretF64S, None,
        Id.F32ReinterpretI32R, Id.F32ReinterpretI32S, None,
        Id.F64ReinterpretI64R, Id.F64ReinterpretI64S, None,
        Id.I32Extend8SRTied, None, None,
        Id.I32Extend16SRTied, None, None,
        Id.I64Extend8SRTied, None, None,
        Id.I64Extend16SRTied, None, None,
        Id.I64Extend32SRTied, Id.I64Extend32SS, None,
    ];

    private static ReadOnlySpan<int> Saturating =>
    [
        Id.I32TruncSatF32SR, Id.I32TruncSatF32SS, None,
        Id.I32TruncSatF32UR, Id.I32TruncSatF32US, None,
        Id.I32TruncSatF64SR, Id.I32TruncSatF64SS, None,
        Id.I32TruncSatF64UR, Id.I32TruncSatF64US, None,
        Id.I64TruncSatF32SR, Id.I64TruncSatF32SS, None,
        Id.I64TruncSatF32UR, Id.I64TruncSatF32US, None,
        Id.I64TruncSatF64SR, Id.I64TruncSatF64SS, None,
        Id.I64TruncSatF64UR, Id.I64TruncSatF64US, None,
    ];

    /// <summary>The stencils of an instruction.</summary>
    public static StencilForms Of(Opcode opcode)
    {
        if (opcode == Opcode.RefIsNull)
            return new(Id.RefIsNullRTied, Id.RefIsNullS, None);
        var table = opcode >= Opcode.I32TruncSatF32S ? Saturating : Plain;
        int row = 3 * (opcode - (opcode >= Opcode.I32TruncSatF32S ? Opcode.I32TruncSatF32S : Opcode.I32Eqz));
        return new(table[row], table[row + 1], table[row + 2]);
    }

    /// <summary>Whether a comparison has one operand.</summary>
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
