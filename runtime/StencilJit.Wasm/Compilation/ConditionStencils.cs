using StencilJit.Wasm.Binary;
using Id = StencilJit.Wasm.WasmStencils.Id;

namespace StencilJit.Wasm.Compilation;

/// <summary>The stencils of comparisons that branch on their result.</summary>
internal static class ConditionStencils
{
    private const int None = NumericForms.None;

    // By the instruction's encoding, from i32.eqz to f64.ge: jumps where it holds, then where it does not; columns as in
    // ConditionForms. Where one does not hold, its opposite does.
    private static ReadOnlySpan<int> Comparisons =>
    [
        Id.I32EqzRJumpIf, Id.I32EqzSJumpIf, None, 0,
        Id.I32EqzRJumpIfNot, Id.I32EqzSJumpIfNot, None, 0,
        Id.I32EqRRJumpIf, Id.I32EqRSJumpIf, Id.I32EqRIJumpIf, Id.I32EqShortRJumpIf - Id.I32EqRIJumpIf,
        Id.I32EqRRJumpIfNot, Id.I32EqRSJumpIfNot, Id.I32EqRIJumpIfNot, Id.I32NeShortRJumpIf - Id.I32EqRIJumpIfNot,
        Id.I32NeRRJumpIf, Id.I32NeRSJumpIf, Id.I32NeRIJumpIf, Id.I32NeShortRJumpIf - Id.I32NeRIJumpIf,
        Id.I32NeRRJumpIfNot, Id.I32NeRSJumpIfNot, Id.I32NeRIJumpIfNot, Id.I32EqShortRJumpIf - Id.I32NeRIJumpIfNot,
        Id.I32LtSRRJumpIf, Id.I32LtSRSJumpIf, Id.I32LtSRIJumpIf, Id.I32LtSShortRJumpIf - Id.I32LtSRIJumpIf,
        Id.I32LtSRRJumpIfNot, Id.I32LtSRSJumpIfNot, Id.I32LtSRIJumpIfNot, 0,
        Id.I32LtURRJumpIf, Id.I32LtURSJumpIf, Id.I32LtURIJumpIf, Id.I32LtUShortRJumpIf - Id.I32LtURIJumpIf,
        Id.I32LtURRJumpIfNot, Id.I32LtURSJumpIfNot, Id.I32LtURIJumpIfNot, 0,
        Id.I32GtSRRJumpIf, Id.I32GtSRSJumpIf, Id.I32GtSRIJumpIf, Id.I32GtSShortRJumpIf - Id.I32GtSRIJumpIf,
        Id.I32GtSRRJumpIfNot, Id.I32GtSRSJumpIfNot, Id.I32GtSRIJumpIfNot, 0,
        Id.I32GtURRJumpIf, Id.I32GtURSJumpIf, Id.I32GtURIJumpIf, Id.I32GtUShortRJumpIf - Id.I32GtURIJumpIf,
        Id.I32GtURRJumpIfNot, Id.I32GtURSJumpIfNot, Id.I32GtURIJumpIfNot, 0,
        Id.I32LeSRRJumpIf, Id.I32LeSRSJumpIf, Id.I32LeSRIJumpIf, 0,
        Id.I32LeSRRJumpIfNot, Id.I32LeSRSJumpIfNot, Id.I32LeSRIJumpIfNot, Id.I32GtSShortRJumpIf - Id.I32LeSRIJumpIfNot,
        Id.I32LeURRJumpIf, Id.I32LeURSJumpIf, Id.I32LeURIJumpIf, 0,
        Id.I32LeURRJumpIfNot, Id.I32LeURSJumpIfNot, Id.I32LeURIJumpIfNot, Id.I32GtUShortRJumpIf - Id.I32LeURIJumpIfNot,
        Id.I32GeSRRJumpIf, Id.I32GeSRSJumpIf, Id.I32GeSRIJumpIf, 0,
        Id.I32GeSRRJumpIfNot, Id.I32GeSRSJumpIfNot, Id.I32GeSRIJumpIfNot, Id.I32LtSShortRJumpIf - Id.I32GeSRIJumpIfNot,
        Id.I32GeURRJumpIf, Id.I32GeURSJumpIf, Id.I32GeURIJumpIf, 0,
        Id.I32GeURRJumpIfNot, Id.I32GeURSJumpIfNot, Id.I32GeURIJumpIfNot, Id.I32LtUShortRJumpIf - Id.I32GeURIJumpIfNot,
        Id.I64EqzRJumpIf, Id.I64EqzSJumpIf, None, 0,
        Id.I64EqzRJumpIfNot, Id.I64EqzSJumpIfNot, None, 0,
        Id.I64EqRRJumpIf, Id.I64EqRSJumpIf, Id.I64EqRJJumpIf, Id.I64EqShortRJumpIf - Id.I64EqRJJumpIf,
        Id.I64EqRRJumpIfNot, Id.I64EqRSJumpIfNot, Id.I64EqRJJumpIfNot, Id.I64NeShortRJumpIf - Id.I64EqRJJumpIfNot,
        Id.I64NeRRJumpIf, Id.I64NeRSJumpIf, Id.I64NeRJJumpIf, Id.I64NeShortRJumpIf - Id.I64NeRJJumpIf,
        Id.I64NeRRJumpIfNot, Id.I64NeRSJumpIfNot, Id.I64NeRJJumpIfNot, Id.I64EqShortRJumpIf - Id.I64NeRJJumpIfNot,
        Id.I64LtSRRJumpIf, Id.I64LtSRSJumpIf, Id.I64LtSRJJumpIf, Id.I64LtSShortRJumpIf - Id.I64LtSRJJumpIf,
        Id.I64LtSRRJumpIfNot, Id.I64LtSRSJumpIfNot, Id.I64LtSRJJumpIfNot, 0,
        Id.I64LtURRJumpIf, Id.I64LtURSJumpIf, Id.I64LtURJJumpIf, Id.I64LtUShortRJumpIf - Id.I64LtURJJumpIf,
        Id.I64LtURRJumpIfNot, Id.I64LtURSJumpIfNot, Id.I64LtURJJumpIfNot, 0,
        Id.I64GtSRRJumpIf, Id.I64GtSRSJumpIf, Id.I64GtSRJJumpIf, Id.I64GtSShortRJumpIf - Id.I64GtSRJJumpIf,
        Id.I64GtSRRJumpIfNot, Id.I64GtSRSJumpIfNot, Id.I64GtSRJJumpIfNot, 0,
        Id.I64GtURRJumpIf, Id.I64GtURSJumpIf, Id.I64GtURJJumpIf, Id.I64GtUShortRJumpIf - Id.I64GtURJJumpIf,
        Id.I64GtURRJumpIfNot, Id.I64GtURSJumpIfNot, Id.I64GtURJJumpIfNot, 0,
        Id.I64LeSRRJumpIf, Id.I64LeSRSJumpIf, Id.I64LeSRJJumpIf, 0,
        Id.I64LeSRRJumpIfNot, Id.I64LeSRSJumpIfNot, Id.I64LeSRJJumpIfNot, Id.I64GtSShortRJumpIf - Id.I64LeSRJJumpIfNot,
        Id.I64LeURRJumpIf, Id.I64LeURSJumpIf, Id.I64LeURJJumpIf, 0,
        Id.I64LeURRJumpIfNot, Id.I64LeURSJumpIfNot, Id.I64LeURJJumpIfNot, Id.I64GtUShortRJumpIf - Id.I64LeURJJumpIfNot,
        Id.I64GeSRRJumpIf, Id.I64GeSRSJumpIf, Id.I64GeSRJJumpIf, 0,
        Id.I64GeSRRJumpIfNot, Id.I64GeSRSJumpIfNot, Id.I64GeSRJJumpIfNot, Id.I64LtSShortRJumpIf - Id.I64GeSRJJumpIfNot,
        Id.I64GeURRJumpIf, Id.I64GeURSJumpIf, Id.I64GeURJJumpIf, 0,
        Id.I64GeURRJumpIfNot, Id.I64GeURSJumpIfNot, Id.I64GeURJJumpIfNot, Id.I64LtUShortRJumpIf - Id.I64GeURJJumpIfNot,
        Id.F32EqRRJumpIf, Id.F32EqRSJumpIf, None, 0,
        Id.F32EqRRJumpIfNot, Id.F32EqRSJumpIfNot, None, 0,
        Id.F32NeRRJumpIf, Id.F32NeRSJumpIf, None, 0,
        Id.F32NeRRJumpIfNot, Id.F32NeRSJumpIfNot, None, 0,
        Id.F32LtRRJumpIf, Id.F32LtRSJumpIf, None, 0,
        Id.F32LtRRJumpIfNot, Id.F32LtRSJumpIfNot, None, 0,
        Id.F32GtRRJumpIf, Id.F32GtRSJumpIf, None, 0,
        Id.F32GtRRJumpIfNot, Id.F32GtRSJumpIfNot, None, 0,
        Id.F32LeRRJumpIf, Id.F32LeRSJumpIf, None, 0,
        Id.F32LeRRJumpIfNot, Id.F32LeRSJumpIfNot, None, 0,
        Id.F32GeRRJumpIf, Id.F32GeRSJumpIf, None, 0,
        Id.F32GeRRJumpIfNot, Id.F32GeRSJumpIfNot, None, 0,
        Id.F64EqRRJumpIf, Id.F64EqRSJumpIf, None, 0,
        Id.F64EqRRJumpIfNot, Id.F64EqRSJumpIfNot, None, 0,
        Id.F64NeRRJumpIf, Id.F64NeRSJumpIf, None, 0,
        Id.F64NeRRJumpIfNot, Id.F64NeRSJumpIfNot, None, 0,
        Id.F64LtRRJumpIf, Id.F64LtRSJumpIf, None, 0,
        Id.F64LtRRJumpIfNot, Id.F64LtRSJumpIfNot, None, 0,
        Id.F64GtRRJumpIf, Id.F64GtRSJumpIf, None, 0,
        Id.F64GtRRJumpIfNot, Id.F64GtRSJumpIfNot, None, 0,
        Id.F64LeRRJumpIf, Id.F64LeRSJumpIf, None, 0,
        Id.F64LeRRJumpIfNot, Id.F64LeRSJumpIfNot, None, 0,
        Id.F64GeRRJumpIf, Id.F64GeRSJumpIf, None, 0,
        Id.F64GeRRJumpIfNot, Id.F64GeRSJumpIfNot, None, 0,
    ];

    private static ReadOnlySpan<int> NullTest =>
    [
        Id.RefIsNullRJumpIf, Id.RefIsNullSJumpIf, None, 0,
        Id.RefIsNullRJumpIfNot, Id.RefIsNullSJumpIfNot, None, 0,
    ];

    private static ReadOnlySpan<int> MaskTest =>
    [
        Id.I32TestRRJumpIf, None, Id.I32TestRIJumpIf, 0,
        Id.I32TestRRJumpIfNot, None, Id.I32TestRIJumpIfNot, 0,
    ];

    private static ReadOnlySpan<int> Numbers =>
    [
        Id.JumpIfRJumpIf, Id.JumpIfSJumpIf, None, 0,
        Id.JumpIfRJumpIfNot, Id.JumpIfSJumpIfNot, None, 0,
    ];

    /// <summary>The stencils of a comparison or test, or of i32.and where only its being zero matters.</summary>
    /// <param name="opcode">The instruction.</param>
    /// <param name="holds">Whether to jump where it holds.</param>
    public static ref readonly ConditionForms Of(Opcode opcode, bool holds)
    {
        if (opcode <= Opcode.F64Ge)
            return ref Row(Comparisons, opcode - Opcode.I32Eqz, holds);
        return ref Row(opcode == Opcode.I32And ? MaskTest : NullTest, 0, holds);
    }

    /// <summary>The stencils of an i32 as a condition.</summary>
    /// <param name="holds">Whether to jump where it is not zero.</param>
    public static ref readonly ConditionForms OfNumber(bool holds) => ref Row(Numbers, 0, holds);

    /// <summary>Half of a line of a table: where the condition holds, or where it does not.</summary>
    private static ref readonly ConditionForms Row(ReadOnlySpan<int> table, int line, bool holds) =>
        ref StencilRows.Of<ConditionForms>(table, (2 * line) + (holds ? 0 : 1));
}
