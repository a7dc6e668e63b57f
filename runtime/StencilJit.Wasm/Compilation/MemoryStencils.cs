using System.Runtime.CompilerServices;
using StencilJit.Wasm.Binary;
using Id = StencilJit.Wasm.WasmStencils.Id;

namespace StencilJit.Wasm.Compilation;

/// <summary>The stencils of loads and stores that check whether they are in bounds; of others see <see cref="FreeAccessStencils"/>.</summary>
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

    // By encoding; columns as in LastOperandForms, for the value; the address is in a register.
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
    public static ref readonly LastOperandForms OfStore(Opcode opcode, uint offset) =>
        ref StencilRows.Of<LastOperandForms>(IsNear(opcode, offset) ? NearCheckedStores : Stores, opcode - Opcode.I32Store);

    /// <summary>
    /// Whether an access has room for an offset, which must otherwise be loaded first: on AArch64 for small ones that are a multiple of
    /// its size. On x86-64 there is room for all.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNear(Opcode opcode, uint offset) => NearOffsets.Matter && NearOffsets.Include(offset, SizeOf(opcode));

    public static int SizeOf(Opcode opcode) => Sizes[opcode - Opcode.I32Load];
}
