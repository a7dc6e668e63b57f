using System.Runtime.CompilerServices;
using StencilJit.Runtime;
using Id = StencilJit.Wasm.WasmStencils.Id;

namespace StencilJit.Wasm.Compilation;

/// <summary>The stencils that copy a value between a register and a slot near enough to be named.</summary>
internal static class SlotStencils
{
    private const int TypeCount = ValueKind.I32 - ValueKind.ExternRef + 1;

    // By type: the two of references, no types, then from f64 to i32; for any slot, and for short ones.
    private static ReadOnlySpan<int> Loads =>
    [
        Id.MoveI64S, Id.MoveI64S, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Id.MoveF64S, Id.MoveF64S, Id.MoveI64S, Id.MoveI32S,
        Id.LoadSlotShortI64, Id.LoadSlotShortI64, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        Id.LoadSlotShortF, Id.LoadSlotShortF, Id.LoadSlotShortI64, Id.LoadSlotShortI32,
    ];

    // Integers and floats; for any slot, and for short ones.
    private static ReadOnlySpan<int> Stores => [Id.MoveI64RToSlot, Id.MoveF64RToSlot, Id.StoreSlotShortIR, Id.StoreSlotShortFR];

    /// <summary>Loads a slot. Of an i32 only half of it counts, and the register is zero-extended.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Load(ValueKind type, int register, int slot) =>
        StencilRows.Of<int>(Loads, type - ValueKind.ExternRef + (TypeCount & IsShort(slot))) + Registers.Number(register, 0);

    /// <summary>Stores a register, all 64 bits of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Store(int register, int slot) =>
        StencilRows.Of<int>(Stores, (register / Registers.PerClass) + (2 & IsShort(slot))) + Registers.Number(register, 0);

    /// <summary>Stitches what loads an argument or a result.</summary>
    public static void EmitLoad(CodeWriter writer, ValueKind type, int register, int slot) =>
        writer.Emit(Load(type, register, slot), (ulong)(slot * FrameLayout.SlotSize));

    /// <summary>Stitches what stores an argument or a result.</summary>
    public static void EmitStore(CodeWriter writer, int register, int slot) =>
        writer.Emit(Store(register, slot), (ulong)(slot * FrameLayout.SlotSize));

    /// <summary>All bits where a slot is short, otherwise none: which it is, nobody foresees.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IsShort(int slot) => ShortOffsets.Matter ? (slot - ((ShortOffsets.Highest / FrameLayout.SlotSize) + 1)) >> 31 : 0;
}
