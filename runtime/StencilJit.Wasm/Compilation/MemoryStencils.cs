using System.Runtime.CompilerServices;
using StencilJit.Wasm.Binary;
using Id = StencilJit.Wasm.WasmStencils.Id;

namespace StencilJit.Wasm.Compilation;

/// <summary>The stencils of loads and stores.</summary>
internal static class MemoryStencils
{
    private const int None = NumericForms.None;

    // By encoding: the address in a register, the same tied, in a slot.
    private static ReadOnlySpan<int> Loads =>
    [
        Id.I32LoadR, Id.I32LoadRTied, Id.I32LoadS,
        Id.I64LoadR, Id.I64LoadRTied, Id.I64LoadS,
        Id.F32LoadR, None, Id.F32LoadS,
        Id.F64LoadR, None, Id.F64LoadS,
        Id.I32Load8SR, Id.I32Load8SRTied, Id.I32Load8SS,
        Id.I32Load8UR, Id.I32Load8URTied, Id.I32Load8US,
        Id.I32Load16SR, Id.I32Load16SRTied, Id.I32Load16SS,
        Id.I32Load16UR, Id.I32Load16URTied, Id.I32Load16US,
        Id.I64Load8SR, Id.I64Load8SRTied, Id.I64Load8SS,
        Id.I64Load8UR, Id.I64Load8URTied, Id.I64Load8US,
        Id.I64Load16SR, Id.I64Load16SRTied, Id.I64Load16SS,
        Id.I64Load16UR, Id.I64Load16URTied, Id.I64Load16US,
        Id.I64Load32SR, Id.I64Load32SRTied, Id.I64Load32SS,
        Id.I64Load32UR, Id.I64Load32URTied, Id.I64Load32US,
    ];

    // By encoding; columns as in ConditionForms, for the value; the address is in a register.
    private static ReadOnlySpan<int> Stores =>
    [
        Id.I32StoreRR, Id.I32StoreRS, Id.I32StoreRI,
        Id.I64StoreRR, Id.I64StoreRS, Id.I64StoreRJ,
        Id.F32StoreRR, Id.F32StoreRS, None,
        Id.F64StoreRR, Id.F64StoreRS, None,
        Id.I32Store8RR, Id.I32Store8RS, Id.I32Store8RI,
        Id.I32Store16RR, Id.I32Store16RS, Id.I32Store16RI,
        Id.I64Store8RR, Id.I64Store8RS, Id.I64Store8RJ,
        Id.I64Store16RR, Id.I64Store16RS, Id.I64Store16RJ,
        Id.I64Store32RR, Id.I64Store32RS, Id.I64Store32RJ,
    ];

    // By encoding; columns as in UncheckedLoadForms.
    private static ReadOnlySpan<int> UncheckedLoads =>
    [
        Id.I32LoadUncheckedR, Id.I32LoadUncheckedRTied, Id.I32LoadAt,
        Id.I64LoadUncheckedR, Id.I64LoadUncheckedRTied, Id.I64LoadAt,
        Id.F32LoadUncheckedR, None, Id.F32LoadAt,
        Id.F64LoadUncheckedR, None, Id.F64LoadAt,
        Id.I32Load8SUncheckedR, Id.I32Load8SUncheckedRTied, Id.I32Load8SAt,
        Id.I32Load8UUncheckedR, Id.I32Load8UUncheckedRTied, Id.I32Load8UAt,
        Id.I32Load16SUncheckedR, Id.I32Load16SUncheckedRTied, Id.I32Load16SAt,
        Id.I32Load16UUncheckedR, Id.I32Load16UUncheckedRTied, Id.I32Load16UAt,
        Id.I64Load8SUncheckedR, Id.I64Load8SUncheckedRTied, Id.I64Load8SAt,
        Id.I64Load8UUncheckedR, Id.I64Load8UUncheckedRTied, Id.I64Load8UAt,
        Id.I64Load16SUncheckedR, Id.I64Load16SUncheckedRTied, Id.I64Load16SAt,
        Id.I64Load16UUncheckedR, Id.I64Load16UUncheckedRTied, Id.I64Load16UAt,
        Id.I64Load32SUncheckedR, Id.I64Load32SUncheckedRTied, Id.I64Load32SAt,
        Id.I64Load32UUncheckedR, Id.I64Load32UUncheckedRTied, Id.I64Load32UAt,
    ];

    // By encoding, from i32.load to i32.load16_u; columns as in RegisterForms. Of one byte there is no array but of bytes.
    private static ReadOnlySpan<int> Elements =>
    [
        Id.I32LoadElementR, Id.I32LoadElementRTied,
        Id.I64LoadElementR, Id.I64LoadElementRTied,
        Id.F32LoadElementR, None,
        Id.F64LoadElementR, None,
        None, None,
        None, None,
        Id.I32Load16SElementR, Id.I32Load16SElementRTied,
        Id.I32Load16UElementR, Id.I32Load16UElementRTied,
    ];

    // By encoding; columns as in UncheckedStoreForms.
    private static ReadOnlySpan<int> UncheckedStores =>
    [
        Id.I32StoreUncheckedRR, Id.I32StoreUncheckedRI, Id.I32StoreAtR,
        Id.I64StoreUncheckedRR, Id.I64StoreUncheckedRJ, Id.I64StoreAtR,
        Id.F32StoreUncheckedRR, None, Id.F32StoreAtR,
        Id.F64StoreUncheckedRR, None, Id.F64StoreAtR,
        Id.I32Store8UncheckedRR, None, Id.I32Store8AtR,
        Id.I32Store16UncheckedRR, None, Id.I32Store16AtR,
        Id.I64Store8UncheckedRR, None, Id.I64Store8AtR,
        Id.I64Store16UncheckedRR, None, Id.I64Store16AtR,
        Id.I64Store32UncheckedRR, Id.I64Store32UncheckedRJ, Id.I64Store32AtR,
    ];

    // The bytes that are accessed, from i32.load to i64.store32.
    private static ReadOnlySpan<byte> Sizes => [4, 8, 4, 8, 1, 1, 2, 2, 1, 1, 2, 2, 4, 4, 4, 8, 4, 8, 1, 2, 1, 2, 4];

    public static NumericForms OfLoad(Opcode opcode)
    {
        int row = 3 * (opcode - Opcode.I32Load);
        return new(new(Loads[row], Loads[row + 1]), Loads[row + 2], new(None, None));
    }

    public static ref readonly ConditionForms OfStore(Opcode opcode) =>
        ref StencilRows.Of<ConditionForms>(Stores, opcode - Opcode.I32Store);

    /// <summary>The loads that do not check: their address must be in a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref readonly UncheckedLoadForms OfUncheckedLoad(Opcode opcode) =>
        ref StencilRows.Of<UncheckedLoadForms>(UncheckedLoads, opcode - Opcode.I32Load);

    /// <summary>The load that does not check of an element of an array, by its index; None where there is none.</summary>
    public static RegisterForms OfElement(Opcode opcode) =>
        opcode <= Opcode.I32Load16U ? StencilRows.Of<RegisterForms>(Elements, opcode - Opcode.I32Load) : new(None, None);

    /// <summary>The load from an address that is known.</summary>
    public static int OfLoadAt(Opcode opcode) => OfUncheckedLoad(opcode).Known;

    /// <summary>The stores that do not check: their address must be in a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref readonly UncheckedStoreForms OfUncheckedStore(Opcode opcode) =>
        ref StencilRows.Of<UncheckedStoreForms>(UncheckedStores, opcode - Opcode.I32Store);

    /// <summary>The store of a register to an address that is known.</summary>
    public static int OfStoreAt(Opcode opcode) => OfUncheckedStore(opcode).Known;

    public static int SizeOf(Opcode opcode) => Sizes[opcode - Opcode.I32Load];
}
