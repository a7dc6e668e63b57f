using StencilJit.Wasm.Binary;
using Id = StencilJit.Wasm.WasmStencils.Id;

namespace StencilJit.Wasm.Compilation;

/// <summary>The stencils of multiplications that are additions.</summary>
internal static class ProductStencils
{
    // i32.mul and i64.mul by 3, 5 and 9; columns as in RegisterForms.
    private static ReadOnlySpan<int> Additions =>
    [
        Id.I32Mul3R, Id.I32Mul3RTied,
        Id.I32Mul5R, Id.I32Mul5RTied,
        Id.I32Mul9R, Id.I32Mul9RTied,
        Id.I64Mul3R, Id.I64Mul3RTied,
        Id.I64Mul5R, Id.I64Mul5RTied,
        Id.I64Mul9R, Id.I64Mul9RTied,
    ];

    /// <summary>The stencils of a multiplication.</summary>
    /// <param name="opcode">i32.mul or i64.mul.</param>
    /// <param name="factor">3, 5 or 9.</param>
    public static ref readonly RegisterForms Of(Opcode opcode, ulong factor)
    {
        int row = (int)factor >> 2;
        return ref StencilRows.Of<RegisterForms>(Additions, opcode == Opcode.I32Mul ? row : row + 3);
    }
}
