namespace StencilJit.Wasm.Compilation;

/// <summary>The stencils that copy a value between a register and a slot near enough to be named.</summary>
internal static class SlotStencils
{
    /// <summary>Loads a slot. Of an i32 only half of it counts, and the register is zero-extended.</summary>
    public static int Load(ValueKind type, int register) => Registers.Number(register, 0)
        + (type == ValueKind.I32 ? WasmStencils.Id.MoveI32S
            : Operand.IsFloatKind(type) ? WasmStencils.Id.MoveF64S
            : WasmStencils.Id.MoveI64S);

    /// <summary>Stores a register, all 64 bits of it.</summary>
    public static int Store(int register) => Registers.Number(register, 0)
        + (Registers.IsFloat(register) ? WasmStencils.Id.MoveF64RToSlot : WasmStencils.Id.MoveI64RToSlot);
}
