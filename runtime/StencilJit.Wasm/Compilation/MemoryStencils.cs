using System.Runtime.CompilerServices;
using StencilJit.Wasm.Binary;
using Id = StencilJit.Wasm.WasmStencils.Id;

namespace StencilJit.Wasm.Compilation;

/// <summary>The stencils of loads and stores.</summary>
internal static class MemoryStencils
{
    private const int None = NumericForms.None;
    private const int LoadCount = Opcode.I64Load32U - Opcode.I32Load + 1;
    private const int StoreCount = Opcode.I64Store32 - Opcode.I32Store + 1;

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

    // By encoding, as the loads above.
    private static ReadOnlySpan<int> NearCheckedLoads =>
    [
        Id.I32LoadNearCheckedR, Id.I32LoadNearCheckedRTied, Id.I32LoadNearCheckedS,
        Id.I64LoadNearCheckedR, Id.I64LoadNearCheckedRTied, Id.I64LoadNearCheckedS,
        Id.F32LoadNearCheckedR, None, Id.F32LoadNearCheckedS,
        Id.F64LoadNearCheckedR, None, Id.F64LoadNearCheckedS,
        Id.I32Load8SNearCheckedR, Id.I32Load8SNearCheckedRTied, Id.I32Load8SNearCheckedS,
        Id.I32Load8UNearCheckedR, Id.I32Load8UNearCheckedRTied, Id.I32Load8UNearCheckedS,
        Id.I32Load16SNearCheckedR, Id.I32Load16SNearCheckedRTied, Id.I32Load16SNearCheckedS,
        Id.I32Load16UNearCheckedR, Id.I32Load16UNearCheckedRTied, Id.I32Load16UNearCheckedS,
        Id.I64Load8SNearCheckedR, Id.I64Load8SNearCheckedRTied, Id.I64Load8SNearCheckedS,
        Id.I64Load8UNearCheckedR, Id.I64Load8UNearCheckedRTied, Id.I64Load8UNearCheckedS,
        Id.I64Load16SNearCheckedR, Id.I64Load16SNearCheckedRTied, Id.I64Load16SNearCheckedS,
        Id.I64Load16UNearCheckedR, Id.I64Load16UNearCheckedRTied, Id.I64Load16UNearCheckedS,
        Id.I64Load32SNearCheckedR, Id.I64Load32SNearCheckedRTied, Id.I64Load32SNearCheckedS,
        Id.I64Load32UNearCheckedR, Id.I64Load32UNearCheckedRTied, Id.I64Load32UNearCheckedS,
    ];

    // By encoding, as the stores above.
    private static ReadOnlySpan<int> NearCheckedStores =>
    [
        Id.I32StoreNearCheckedRR, Id.I32StoreNearCheckedRS, Id.I32StoreNearCheckedRI,
        Id.I64StoreNearCheckedRR, Id.I64StoreNearCheckedRS, Id.I64StoreNearCheckedRJ,
        Id.F32StoreNearCheckedRR, Id.F32StoreNearCheckedRS, None,
        Id.F64StoreNearCheckedRR, Id.F64StoreNearCheckedRS, None,
        Id.I32Store8NearCheckedRR, Id.I32Store8NearCheckedRS, Id.I32Store8NearCheckedRI,
        Id.I32Store16NearCheckedRR, Id.I32Store16NearCheckedRS, Id.I32Store16NearCheckedRI,
        Id.I64Store8NearCheckedRR, Id.I64Store8NearCheckedRS, Id.I64Store8NearCheckedRJ,
        Id.I64Store16NearCheckedRR, Id.I64Store16NearCheckedRS, Id.I64Store16NearCheckedRJ,
        Id.I64Store32NearCheckedRR, Id.I64Store32NearCheckedRS, Id.I64Store32NearCheckedRJ,
    ];

    // By encoding, as the elements above.
    private static ReadOnlySpan<int> NearElements =>
    [
        Id.I32LoadElementNearR, Id.I32LoadElementNearRTied,
        Id.I64LoadElementNearR, Id.I64LoadElementNearRTied,
        Id.F32LoadElementNearR, None,
        Id.F64LoadElementNearR, None,
        None, None,
        None, None,
        Id.I32Load16SElementNearR, Id.I32Load16SElementNearRTied,
        Id.I32Load16UElementNearR, Id.I32Load16UElementNearRTied,
    ];

    // Those that do not check, by encoding, for any offset, for none and for near ones; columns as in RegisterForms.
    private static ReadOnlySpan<int> FreeLoads =>
    [
        Id.I32LoadUncheckedR, Id.I32LoadUncheckedRTied,
        Id.I64LoadUncheckedR, Id.I64LoadUncheckedRTied,
        Id.F32LoadUncheckedR, None,
        Id.F64LoadUncheckedR, None,
        Id.I32Load8SUncheckedR, Id.I32Load8SUncheckedRTied,
        Id.I32Load8UUncheckedR, Id.I32Load8UUncheckedRTied,
        Id.I32Load16SUncheckedR, Id.I32Load16SUncheckedRTied,
        Id.I32Load16UUncheckedR, Id.I32Load16UUncheckedRTied,
        Id.I64Load8SUncheckedR, Id.I64Load8SUncheckedRTied,
        Id.I64Load8UUncheckedR, Id.I64Load8UUncheckedRTied,
        Id.I64Load16SUncheckedR, Id.I64Load16SUncheckedRTied,
        Id.I64Load16UUncheckedR, Id.I64Load16UUncheckedRTied,
        Id.I64Load32SUncheckedR, Id.I64Load32SUncheckedRTied,
        Id.I64Load32UUncheckedR, Id.I64Load32UUncheckedRTied,

        Id.I32LoadBareR, Id.I32LoadBareRTied,
        Id.I64LoadBareR, Id.I64LoadBareRTied,
        Id.F32LoadBareR, None,
        Id.F64LoadBareR, None,
        Id.I32Load8SBareR, Id.I32Load8SBareRTied,
        Id.I32Load8UBareR, Id.I32Load8UBareRTied,
        Id.I32Load16SBareR, Id.I32Load16SBareRTied,
        Id.I32Load16UBareR, Id.I32Load16UBareRTied,
        Id.I64Load8SBareR, Id.I64Load8SBareRTied,
        Id.I64Load8UBareR, Id.I64Load8UBareRTied,
        Id.I64Load16SBareR, Id.I64Load16SBareRTied,
        Id.I64Load16UBareR, Id.I64Load16UBareRTied,
        Id.I64Load32SBareR, Id.I64Load32SBareRTied,
        Id.I64Load32UBareR, Id.I64Load32UBareRTied,

        Id.I32LoadNearR, Id.I32LoadNearRTied,
        Id.I64LoadNearR, Id.I64LoadNearRTied,
        Id.F32LoadNearR, None,
        Id.F64LoadNearR, None,
        Id.I32Load8SNearR, Id.I32Load8SNearRTied,
        Id.I32Load8UNearR, Id.I32Load8UNearRTied,
        Id.I32Load16SNearR, Id.I32Load16SNearRTied,
        Id.I32Load16UNearR, Id.I32Load16UNearRTied,
        Id.I64Load8SNearR, Id.I64Load8SNearRTied,
        Id.I64Load8UNearR, Id.I64Load8UNearRTied,
        Id.I64Load16SNearR, Id.I64Load16SNearRTied,
        Id.I64Load16UNearR, Id.I64Load16UNearRTied,
        Id.I64Load32SNearR, Id.I64Load32SNearRTied,
        Id.I64Load32UNearR, Id.I64Load32UNearRTied,
    ];

    // Likewise; columns as in FreeStoreForms.
    private static ReadOnlySpan<int> FreeStores =>
    [
        Id.I32StoreUncheckedRR, Id.I32StoreUncheckedRI,
        Id.I64StoreUncheckedRR, Id.I64StoreUncheckedRJ,
        Id.F32StoreUncheckedRR, None,
        Id.F64StoreUncheckedRR, None,
        Id.I32Store8UncheckedRR, None,
        Id.I32Store16UncheckedRR, None,
        Id.I64Store8UncheckedRR, None,
        Id.I64Store16UncheckedRR, None,
        Id.I64Store32UncheckedRR, Id.I64Store32UncheckedRJ,

        Id.I32StoreBareRR, Id.I32StoreBareRI,
        Id.I64StoreBareRR, Id.I64StoreBareRJ,
        Id.F32StoreBareRR, None,
        Id.F64StoreBareRR, None,
        Id.I32Store8BareRR, None,
        Id.I32Store16BareRR, None,
        Id.I64Store8BareRR, None,
        Id.I64Store16BareRR, None,
        Id.I64Store32BareRR, Id.I64Store32BareRJ,

        Id.I32StoreNearRR, Id.I32StoreNearRI,
        Id.I64StoreNearRR, Id.I64StoreNearRJ,
        Id.F32StoreNearRR, None,
        Id.F64StoreNearRR, None,
        Id.I32Store8NearRR, None,
        Id.I32Store16NearRR, None,
        Id.I64Store8NearRR, None,
        Id.I64Store16NearRR, None,
        Id.I64Store32NearRR, Id.I64Store32NearRJ,
    ];

    // By encoding: the address is a number.
    private static ReadOnlySpan<int> KnownAccesses =>
    [
        Id.I32LoadAt,
        Id.I64LoadAt,
        Id.F32LoadAt,
        Id.F64LoadAt,
        Id.I32Load8SAt,
        Id.I32Load8UAt,
        Id.I32Load16SAt,
        Id.I32Load16UAt,
        Id.I64Load8SAt,
        Id.I64Load8UAt,
        Id.I64Load16SAt,
        Id.I64Load16UAt,
        Id.I64Load32SAt,
        Id.I64Load32UAt,
        Id.I32StoreAtR,
        Id.I64StoreAtR,
        Id.F32StoreAtR,
        Id.F64StoreAtR,
        Id.I32Store8AtR,
        Id.I32Store16AtR,
        Id.I64Store8AtR,
        Id.I64Store16AtR,
        Id.I64Store32AtR,
    ];

    // The bytes that are accessed, from i32.load to i64.store32.
    private static ReadOnlySpan<byte> Sizes => [4, 8, 4, 8, 1, 1, 2, 2, 1, 1, 2, 2, 4, 4, 4, 8, 4, 8, 1, 2, 1, 2, 4];

    /// <summary>The loads that check.</summary>
    public static NumericForms OfLoad(Opcode opcode, uint offset)
    {
        var loads = IsNear(opcode, offset) ? NearCheckedLoads : Loads;
        int row = 3 * (opcode - Opcode.I32Load);
        return new(new(loads[row], loads[row + 1]), loads[row + 2], new(None, None));
    }

    /// <summary>The stores that check.</summary>
    public static ref readonly ConditionForms OfStore(Opcode opcode, uint offset) =>
        ref StencilRows.Of<ConditionForms>(IsNear(opcode, offset) ? NearCheckedStores : Stores, opcode - Opcode.I32Store);

    /// <summary>
    /// Whether an access has room for an offset, which must otherwise be loaded first: on AArch64 for small ones that are a multiple of
    /// its size. On x86-64 there is room for all.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNear(Opcode opcode, uint offset) => NearOffsets.Matter && NearOffsets.Include(offset, SizeOf(opcode));

    /// <summary>The loads that do not check, with the address in a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterForms OfFreeLoad(Opcode opcode, uint offset) =>
        StencilRows.Of<RegisterForms>(FreeLoads, opcode - Opcode.I32Load + (LoadCount * KindOf(opcode, offset)));

    /// <summary>The load that does not check of an element of an array, by its index; None where there is none.</summary>
    public static RegisterForms OfElement(Opcode opcode, uint offset) =>
        opcode <= Opcode.I32Load16U
            ? StencilRows.Of<RegisterForms>(IsNear(opcode, offset) ? NearElements : Elements, opcode - Opcode.I32Load)
            : new(None, None);

    /// <summary>The stores that do not check: their address must be in a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref readonly FreeStoreForms OfFreeStore(Opcode opcode, uint offset) =>
        ref StencilRows.Of<FreeStoreForms>(FreeStores, opcode - Opcode.I32Store + (StoreCount * KindOf(opcode, offset)));

    /// <summary>The load from, or the store of a register to, an address that is known.</summary>
    public static int OfKnown(Opcode opcode) => KnownAccesses[opcode - Opcode.I32Load];

    public static int SizeOf(Opcode opcode) => Sizes[opcode - Opcode.I32Load];

    /// <summary>Which of the accesses that do not check.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int KindOf(Opcode opcode, uint offset) => offset == 0 ? 1 : IsNear(opcode, offset) ? 2 : 0;
}
