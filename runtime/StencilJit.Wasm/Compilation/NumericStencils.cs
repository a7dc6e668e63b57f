using StencilJit.Wasm.Binary;
using Id = StencilJit.Wasm.WasmStencils.Id;

namespace StencilJit.Wasm.Compilation;

/// <summary>The stencils of numeric instructions that leave their result in a register.</summary>
internal static class NumericStencils
{
    private const ushort None = StencilForms.None;

    // By the instruction's encoding, from i32.eqz to i64.extend32_s: last operand in a register, in a slot, immediate.
    private static ReadOnlySpan<ushort> Plain =>
    [
        Id.I32EqzR, Id.I32EqzS, None,
        Id.I32EqRR, Id.I32EqRS, Id.I32EqRI,
        Id.I32NeRR, Id.I32NeRS, Id.I32NeRI,
        Id.I32LtSRR, Id.I32LtSRS, Id.I32LtSRI,
        Id.I32LtURR, Id.I32LtURS, Id.I32LtURI,
        Id.I32GtSRR, Id.I32GtSRS, Id.I32GtSRI,
        Id.I32GtURR, Id.I32GtURS, Id.I32GtURI,
        Id.I32LeSRR, Id.I32LeSRS, Id.I32LeSRI,
        Id.I32LeURR, Id.I32LeURS, Id.I32LeURI,
        Id.I32GeSRR, Id.I32GeSRS, Id.I32GeSRI,
        Id.I32GeURR, Id.I32GeURS, Id.I32GeURI,
        Id.I64EqzR, Id.I64EqzS, None,
        Id.I64EqRR, Id.I64EqRS, Id.I64EqRJ,
        Id.I64NeRR, Id.I64NeRS, Id.I64NeRJ,
        Id.I64LtSRR, Id.I64LtSRS, Id.I64LtSRJ,
        Id.I64LtURR, Id.I64LtURS, Id.I64LtURJ,
        Id.I64GtSRR, Id.I64GtSRS, Id.I64GtSRJ,
        Id.I64GtURR, Id.I64GtURS, Id.I64GtURJ,
        Id.I64LeSRR, Id.I64LeSRS, Id.I64LeSRJ,
        Id.I64LeURR, Id.I64LeURS, Id.I64LeURJ,
        Id.I64GeSRR, Id.I64GeSRS, Id.I64GeSRJ,
        Id.I64GeURR, Id.I64GeURS, Id.I64GeURJ,
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
        Id.I32ClzR, Id.I32ClzS, None,
        Id.I32CtzR, Id.I32CtzS, None,
        Id.I32PopcntR, Id.I32PopcntS, None,
        Id.I32AddRR, Id.I32AddRS, Id.I32AddRI,
        Id.I32SubRR, Id.I32SubRS, Id.I32SubRI,
        Id.I32MulRR, Id.I32MulRS, Id.I32MulRI,
        Id.I32DivSRR, Id.I32DivSRS, Id.I32DivSRI,
        Id.I32DivURR, Id.I32DivURS, Id.I32DivURI,
        Id.I32RemSRR, Id.I32RemSRS, Id.I32RemSRI,
        Id.I32RemURR, Id.I32RemURS, Id.I32RemURI,
        Id.I32AndRR, Id.I32AndRS, Id.I32AndRI,
        Id.I32OrRR, Id.I32OrRS, Id.I32OrRI,
        Id.I32XorRR, Id.I32XorRS, Id.I32XorRI,
        Id.I32ShlRR, Id.I32ShlRS, Id.I32ShlRI,
        Id.I32ShrSRR, Id.I32ShrSRS, Id.I32ShrSRI,
        Id.I32ShrURR, Id.I32ShrURS, Id.I32ShrURI,
        Id.I32RotlRR, Id.I32RotlRS, Id.I32RotlRI,
        Id.I32RotrRR, Id.I32RotrRS, Id.I32RotrRI,
        Id.I64ClzR, Id.I64ClzS, None,
        Id.I64CtzR, Id.I64CtzS, None,
        Id.I64PopcntR, Id.I64PopcntS, None,
        Id.I64AddRR, Id.I64AddRS, Id.I64AddRJ,
        Id.I64SubRR, Id.I64SubRS, Id.I64SubRJ,
        Id.I64MulRR, Id.I64MulRS, Id.I64MulRJ,
        Id.I64DivSRR, Id.I64DivSRS, Id.I64DivSRJ,
        Id.I64DivURR, Id.I64DivURS, Id.I64DivURJ,
        Id.I64RemSRR, Id.I64RemSRS, Id.I64RemSRJ,
        Id.I64RemURR, Id.I64RemURS, Id.I64RemURJ,
        Id.I64AndRR, Id.I64AndRS, Id.I64AndRJ,
        Id.I64OrRR, Id.I64OrRS, Id.I64OrRJ,
        Id.I64XorRR, Id.I64XorRS, Id.I64XorRJ,
        Id.I64ShlRR, Id.I64ShlRS, Id.I64ShlRJ,
        Id.I64ShrSRR, Id.I64ShrSRS, Id.I64ShrSRJ,
        Id.I64ShrURR, Id.I64ShrURS, Id.I64ShrURJ,
        Id.I64RotlRR, Id.I64RotlRS, Id.I64RotlRJ,
        Id.I64RotrRR, Id.I64RotrRS, Id.I64RotrRJ,
        Id.F32AbsR, Id.F32AbsS, None,
        Id.F32NegR, Id.F32NegS, None,
        Id.F32CeilR, Id.F32CeilS, None,
        Id.F32FloorR, Id.F32FloorS, None,
        Id.F32TruncR, Id.F32TruncS, None,
        Id.F32NearestR, Id.F32NearestS, None,
        Id.F32SqrtR, Id.F32SqrtS, None,
        Id.F32AddRR, Id.F32AddRS, None,
        Id.F32SubRR, Id.F32SubRS, None,
        Id.F32MulRR, Id.F32MulRS, None,
        Id.F32DivRR, Id.F32DivRS, None,
        Id.F32MinRR, Id.F32MinRS, None,
        Id.F32MaxRR, Id.F32MaxRS, None,
        Id.F32CopysignRR, Id.F32CopysignRS, None,
        Id.F64AbsR, Id.F64AbsS, None,
        Id.F64NegR, Id.F64NegS, None,
        Id.F64CeilR, Id.F64CeilS, None,
        Id.F64FloorR, Id.F64FloorS, None,
        Id.F64TruncR, Id.F64TruncS, None,
        Id.F64NearestR, Id.F64NearestS, None,
        Id.F64SqrtR, Id.F64SqrtS, None,
        Id.F64AddRR, Id.F64AddRS, None,
        Id.F64SubRR, Id.F64SubRS, None,
        Id.F64MulRR, Id.F64MulRS, None,
        Id.F64DivRR, Id.F64DivRS, None,
        Id.F64MinRR, Id.F64MinRS, None,
        Id.F64MaxRR, Id.F64MaxRS, None,
        Id.F64CopysignRR, Id.F64CopysignRS, None,
        Id.I32WrapI64R, Id.I32WrapI64S, None,
        Id.I32TruncF32SR, Id.I32TruncF32SS, None,
        Id.I32TruncF32UR, Id.I32TruncF32US, None,
        Id.I32TruncF64SR, Id.I32TruncF64SS, None,
        Id.I32TruncF64UR, Id.I32TruncF64US, None,
        Id.I64ExtendI32SR, Id.I64ExtendI32SS, None,
        Id.I64ExtendI32UR, Id.I64ExtendI32US, None,
        Id.I64TruncF32SR, Id.I64TruncF32SS, None,
        Id.I64TruncF32UR, Id.I64TruncF32US, None,
        Id.I64TruncF64SR, Id.I64TruncF64SS, None,
        Id.I64TruncF64UR, Id.I64TruncF64US, None,
        Id.F32ConvertI32SR, Id.F32ConvertI32SS, None,
        Id.F32ConvertI32UR, Id.F32ConvertI32US, None,
        Id.F32ConvertI64SR, Id.F32ConvertI64SS, None,
        Id.F32ConvertI64UR, Id.F32ConvertI64US, None,
        Id.F32DemoteF64R, Id.F32DemoteF64S, None,
        Id.F64ConvertI32SR, Id.F64ConvertI32SS, None,
        Id.F64ConvertI32UR, Id.F64ConvertI32US, None,
        Id.F64ConvertI64SR, Id.F64ConvertI64SS, None,
        Id.F64ConvertI64UR, Id.F64ConvertI64US, None,
        Id.F64PromoteF32R, Id.F64PromoteF32S, None,
        Id.I32ReinterpretF32R, Id.I32ReinterpretF32S, None,
        Id.I64ReinterpretF64R, Id.I64ReinterpretF64S, None,
        Id.F32ReinterpretI32R, Id.F32ReinterpretI32S, None,
        Id.F64ReinterpretI64R, Id.F64ReinterpretI64S, None,
        Id.I32Extend8SR, None, None,
        Id.I32Extend16SR, None, None,
        Id.I64Extend8SR, None, None,
        Id.I64Extend16SR, None, None,
        Id.I64Extend32SR, Id.I64Extend32SS, None,
    ];

    private static ReadOnlySpan<ushort> Saturating =>
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
            return new(Id.RefIsNullR, Id.RefIsNullS, None);
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
