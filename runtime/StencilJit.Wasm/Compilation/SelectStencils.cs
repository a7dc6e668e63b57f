using StencilJit.Wasm.Binary;
using Id = StencilJit.Wasm.WasmStencils.Id;

namespace StencilJit.Wasm.Compilation;

/// <summary>The stencils of a select by a comparison, with the result in the first value's place.</summary>
internal static class SelectStencils
{
    private const int None = NumericForms.None;

    // By the comparison's encoding, from i32.eqz to f64.ge; columns as in LastOperandForms, for its last operand.
    private static ReadOnlySpan<int> Comparisons =>
    [
        None, None, None,
        Id.SelectI32EqRRRRTied, None, Id.SelectI32EqRRRITied,
        Id.SelectI32NeRRRRTied, None, Id.SelectI32NeRRRITied,
        Id.SelectI32LtSRRRRTied, None, Id.SelectI32LtSRRRITied,
        Id.SelectI32LtURRRRTied, None, Id.SelectI32LtURRRITied,
        Id.SelectI32GtSRRRRTied, None, Id.SelectI32GtSRRRITied,
        Id.SelectI32GtURRRRTied, None, Id.SelectI32GtURRRITied,
        Id.SelectI32LeSRRRRTied, None, Id.SelectI32LeSRRRITied,
        Id.SelectI32LeURRRRTied, None, Id.SelectI32LeURRRITied,
        Id.SelectI32GeSRRRRTied, None, Id.SelectI32GeSRRRITied,
        Id.SelectI32GeURRRRTied, None, Id.SelectI32GeURRRITied,
        None, None, None,
        Id.SelectI64EqRRRRTied, None, Id.SelectI64EqRRRJTied,
        Id.SelectI64NeRRRRTied, None, Id.SelectI64NeRRRJTied,
        Id.SelectI64LtSRRRRTied, None, Id.SelectI64LtSRRRJTied,
        Id.SelectI64LtURRRRTied, None, Id.SelectI64LtURRRJTied,
        Id.SelectI64GtSRRRRTied, None, Id.SelectI64GtSRRRJTied,
        Id.SelectI64GtURRRRTied, None, Id.SelectI64GtURRRJTied,
        Id.SelectI64LeSRRRRTied, None, Id.SelectI64LeSRRRJTied,
        Id.SelectI64LeURRRRTied, None, Id.SelectI64LeURRRJTied,
        Id.SelectI64GeSRRRRTied, None, Id.SelectI64GeSRRRJTied,
        Id.SelectI64GeURRRRTied, None, Id.SelectI64GeURRRJTied,
        Id.SelectF32EqRRRRTied, None, None,
        Id.SelectF32NeRRRRTied, None, None,
        Id.SelectF32LtRRRRTied, None, None,
        Id.SelectF32GtRRRRTied, None, None,
        Id.SelectF32LeRRRRTied, None, None,
        Id.SelectF32GeRRRRTied, None, None,
        Id.SelectF64EqRRRRTied, None, None,
        Id.SelectF64NeRRRRTied, None, None,
        Id.SelectF64LtRRRRTied, None, None,
        Id.SelectF64GtRRRRTied, None, None,
        Id.SelectF64LeRRRRTied, None, None,
        Id.SelectF64GeRRRRTied, None, None,
    ];

    private static ReadOnlySpan<int> MaskTest => [Id.SelectI32TestRRRRTied, None, Id.SelectI32TestRRRITied];

    /// <summary>Whether values of a type can be selected by a comparison, or by whether an i32.and gives zero.</summary>
    public static bool Has(Opcode opcode, ValueKind type) => opcode switch
    {
        Opcode.I32Eqz or Opcode.I64Eqz or Opcode.RefIsNull => false,
        <= Opcode.I64GeU or Opcode.I32And => !Operand.IsFloatKind(type),
        <= Opcode.F32Ge => type == ValueKind.F32,
        _ => type == ValueKind.F64,
    };

    /// <summary>The stencils of a comparison that values can be selected by.</summary>
    public static ref readonly LastOperandForms Of(Opcode opcode) =>
        ref opcode == Opcode.I32And ? ref StencilRows.Of<LastOperandForms>(MaskTest, 0) : ref StencilRows.Of<LastOperandForms>(Comparisons, opcode - Opcode.I32Eqz);
}
