using System.Runtime.CompilerServices;
using Id = StencilJit.Wasm.WasmStencils.Id;

namespace StencilJit.Wasm.Compilation;

/// <summary>The stencils that copy a value between a register and a slot near enough to be named.</summary>
internal static class SlotStencils
{
    // By type: the two of references, no types, then from f64 to i32.
    private static ReadOnlySpan<int> Loads =>
    [
        Id.MoveI64S, Id.MoveI64S, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Id.MoveF64S, Id.MoveF64S, Id.MoveI64S, Id.MoveI32S,
    ];

    /// <summary>Loads a slot. Of an i32 only half of it counts, and the register is zero-extended.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Load(ValueKind type, int register) =>
        StencilRows.Of<int>(Loads, type - ValueKind.ExternRef) + Registers.Number(register, 0);

    /// <summary>Stores a register, all 64 bits of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Store(int register) => Registers.Number(register, 0)
        + (Registers.IsFloat(register) ? Id.MoveF64RToSlot : Id.MoveI64RToSlot);
}
