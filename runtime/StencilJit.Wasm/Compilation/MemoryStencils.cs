using StencilJit.Wasm.Binary;
using Id = StencilJit.Wasm.WasmStencils.Id;

namespace StencilJit.Wasm.Compilation;

/// <summary>The stencils of loads and stores.</summary>
internal static class MemoryStencils
{
    private const int None = StencilForms.None;

    // By encoding: the address in a register, in a slot.
    private static ReadOnlySpan<int> Loads =>
    [
        Id.I32LoadRTied, Id.I32LoadS,
        Id.I64LoadRTied, Id.I64LoadS,
        Id.F32LoadR, Id.F32LoadS,
        Id.F64LoadR, Id.F64LoadS,
        Id.I32Load8SRTied, Id.I32Load8SS,
        Id.I32Load8URTied, Id.I32Load8US,
        Id.I32Load16SRTied, Id.I32Load16SS,
        Id.I32Load16URTied, Id.I32Load16US,
        Id.I64Load8SRTied, Id.I64Load8SS,
        Id.I64Load8URTied, Id.I64Load8US,
        Id.I64Load16SRTied, Id.I64Load16SS,
        Id.I64Load16URTied, Id.I64Load16US,
        Id.I64Load32SRTied, Id.I64Load32SS,
        Id.I64Load32URTied, Id.I64Load32US,
    ];

    // By encoding: the value in a register, in a slot, immediate; the address is in a register.
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

    // The bytes that are accessed, from i32.load to i64.store32.
    private static ReadOnlySpan<byte> Sizes => [4, 8, 4, 8, 1, 1, 2, 2, 1, 1, 2, 2, 4, 4, 4, 8, 4, 8, 1, 2, 1, 2, 4];

    public static StencilForms OfLoad(Opcode opcode)
    {
        int row = 2 * (opcode - Opcode.I32Load);
        return new(Loads[row], Loads[row + 1], None);
    }

    public static StencilForms OfStore(Opcode opcode)
    {
        int row = 3 * (opcode - Opcode.I32Store);
        return new(Stores[row], Stores[row + 1], Stores[row + 2]);
    }

    public static int SizeOf(Opcode opcode) => Sizes[opcode - Opcode.I32Load];
}
