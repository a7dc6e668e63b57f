using System.Runtime.CompilerServices;
using StencilJit.Wasm.Binary;
using Id = StencilJit.Wasm.WasmStencils.Id;

namespace StencilJit.Wasm.Compilation;

/// <summary>The stencils of loads and stores that check nothing, by what offset they are for.</summary>
internal static class FreeAccessStencils
{
    private const int None = NumericForms.None;

    // Which offset an access that does not check is for.
    private const int Any = 0;
    private const int Near = 1;
    private const int Far = 2;
    private const int Short = 3;
    private const int Bare = 4;

    private const int LoadCount = Opcode.I64Load32U - Opcode.I32Load + 1;
    private const int ElementCount = Opcode.I32Load16U - Opcode.I32Load + 1;
    private const int StoreCount = Opcode.I64Store32 - Opcode.I32Store + 1;

    // By encoding, from i32.load to i32.load16_u, for any offset, for near, far and short ones; columns as in RegisterForms. Of one byte there
    // is no array but of bytes, and what has no offset is the sum of its address and the index.
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

        Id.I32LoadElementNearR, Id.I32LoadElementNearRTied,
        Id.I64LoadElementNearR, Id.I64LoadElementNearRTied,
        Id.F32LoadElementNearR, None,
        Id.F64LoadElementNearR, None,
        None, None,
        None, None,
        Id.I32Load16SElementNearR, Id.I32Load16SElementNearRTied,
        Id.I32Load16UElementNearR, Id.I32Load16UElementNearRTied,

        Id.I32LoadElementFarR, Id.I32LoadElementFarRTied,
        Id.I64LoadElementFarR, Id.I64LoadElementFarRTied,
        Id.F32LoadElementFarR, None,
        Id.F64LoadElementFarR, None,
        None, None,
        None, None,
        Id.I32Load16SElementFarR, Id.I32Load16SElementFarRTied,
        Id.I32Load16UElementFarR, Id.I32Load16UElementFarRTied,

        Id.I32LoadElementShortR, Id.I32LoadElementShortRTied,
        Id.I64LoadElementShortR, Id.I64LoadElementShortRTied,
        Id.F32LoadElementShortR, None,
        Id.F64LoadElementShortR, None,
        None, None,
        None, None,
        Id.I32Load16SElementShortR, Id.I32Load16SElementShortRTied,
        Id.I32Load16UElementShortR, Id.I32Load16UElementShortRTied,
    ];

    // Those that do not check, by encoding, for any offset, for near, far and short ones, and for none; columns as in RegisterForms.
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

        Id.I32LoadFarR, Id.I32LoadFarRTied,
        Id.I64LoadFarR, Id.I64LoadFarRTied,
        Id.F32LoadFarR, None,
        Id.F64LoadFarR, None,
        Id.I32Load8SFarR, Id.I32Load8SFarRTied,
        Id.I32Load8UFarR, Id.I32Load8UFarRTied,
        Id.I32Load16SFarR, Id.I32Load16SFarRTied,
        Id.I32Load16UFarR, Id.I32Load16UFarRTied,
        Id.I64Load8SFarR, Id.I64Load8SFarRTied,
        Id.I64Load8UFarR, Id.I64Load8UFarRTied,
        Id.I64Load16SFarR, Id.I64Load16SFarRTied,
        Id.I64Load16UFarR, Id.I64Load16UFarRTied,
        Id.I64Load32SFarR, Id.I64Load32SFarRTied,
        Id.I64Load32UFarR, Id.I64Load32UFarRTied,

        Id.I32LoadShortR, Id.I32LoadShortRTied,
        Id.I64LoadShortR, Id.I64LoadShortRTied,
        Id.F32LoadShortR, None,
        Id.F64LoadShortR, None,
        Id.I32Load8SShortR, Id.I32Load8SShortRTied,
        Id.I32Load8UShortR, Id.I32Load8UShortRTied,
        Id.I32Load16SShortR, Id.I32Load16SShortRTied,
        Id.I32Load16UShortR, Id.I32Load16UShortRTied,
        Id.I64Load8SShortR, Id.I64Load8SShortRTied,
        Id.I64Load8UShortR, Id.I64Load8UShortRTied,
        Id.I64Load16SShortR, Id.I64Load16SShortRTied,
        Id.I64Load16UShortR, Id.I64Load16UShortRTied,
        Id.I64Load32SShortR, Id.I64Load32SShortRTied,
        Id.I64Load32UShortR, Id.I64Load32UShortRTied,

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

        Id.I32StoreNearRR, Id.I32StoreNearRI,
        Id.I64StoreNearRR, Id.I64StoreNearRJ,
        Id.F32StoreNearRR, None,
        Id.F64StoreNearRR, None,
        Id.I32Store8NearRR, None,
        Id.I32Store16NearRR, None,
        Id.I64Store8NearRR, None,
        Id.I64Store16NearRR, None,
        Id.I64Store32NearRR, Id.I64Store32NearRJ,

        Id.I32StoreFarRR, Id.I32StoreFarRI,
        Id.I64StoreFarRR, Id.I64StoreFarRJ,
        Id.F32StoreFarRR, None,
        Id.F64StoreFarRR, None,
        Id.I32Store8FarRR, None,
        Id.I32Store16FarRR, None,
        Id.I64Store8FarRR, None,
        Id.I64Store16FarRR, None,
        Id.I64Store32FarRR, Id.I64Store32FarRJ,

        // A number stands behind the offset, which so is not the last byte.
        Id.I32StoreShortRR, Id.I32StoreUncheckedRI,
        Id.I64StoreShortRR, Id.I64StoreUncheckedRJ,
        Id.F32StoreShortRR, None,
        Id.F64StoreShortRR, None,
        Id.I32Store8ShortRR, None,
        Id.I32Store16ShortRR, None,
        Id.I64Store8ShortRR, None,
        Id.I64Store16ShortRR, None,
        Id.I64Store32ShortRR, Id.I64Store32UncheckedRJ,

        Id.I32StoreBareRR, Id.I32StoreBareRI,
        Id.I64StoreBareRR, Id.I64StoreBareRJ,
        Id.F32StoreBareRR, None,
        Id.F64StoreBareRR, None,
        Id.I32Store8BareRR, None,
        Id.I32Store16BareRR, None,
        Id.I64Store8BareRR, None,
        Id.I64Store16BareRR, None,
        Id.I64Store32BareRR, Id.I64Store32BareRJ,
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

    /// <summary>The loads that do not check, with the address in a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterForms OfLoad(Opcode opcode, uint offset) =>
        StencilRows.Of<RegisterForms>(FreeLoads, opcode - Opcode.I32Load + (LoadCount * KindOf(opcode, offset)));

    /// <summary>The load that does not check of an element of an array, by its index; None where there is none.</summary>
    public static RegisterForms OfElement(Opcode opcode, uint offset)
    {
        int kind = KindOf(opcode, offset);
        if (kind == Bare)
            kind = NearOffsets.Matter ? Near : Any;
        return opcode <= Opcode.I32Load16U
            ? StencilRows.Of<RegisterForms>(Elements, opcode - Opcode.I32Load + (ElementCount * kind))
            : new(None, None);
    }

    /// <summary>The stores that do not check: their address must be in a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref readonly FreeStoreForms OfStore(Opcode opcode, uint offset) =>
        ref StencilRows.Of<FreeStoreForms>(FreeStores, opcode - Opcode.I32Store + (StoreCount * KindOf(opcode, offset)));

    /// <summary>The load from, or the store of a register to, an address that is known.</summary>
    public static int OfKnown(Opcode opcode) => KnownAccesses[opcode - Opcode.I32Load];

    /// <summary>Whether an access has room for all of an offset but whole pages, which AArch64 adds in one instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFar(Opcode opcode, uint offset) =>
        NearOffsets.Matter && offset <= NearOffsets.HighestFar && !MemoryStencils.IsNear(opcode, offset)
        && NearOffsets.Include(NearOffsets.InPage(offset), MemoryStencils.SizeOf(opcode));

    /// <summary>Whether the stencil of an access that does not check has its offset in parts: near or far.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsInParts(Opcode opcode, uint offset) => offset != 0 && (MemoryStencils.IsNear(opcode, offset) || IsFar(opcode, offset));

    /// <summary>Which of the accesses that do not check.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int KindOf(Opcode opcode, uint offset) =>
        offset == 0 ? Bare : ShortOffsets.Include(offset) ? Short : MemoryStencils.IsNear(opcode, offset) ? Near : IsFar(opcode, offset) ? Far : Any;
}
