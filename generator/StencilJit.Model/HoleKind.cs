namespace StencilJit.Model;

/// <summary>What a hole's value means, and so which type the emit method gives its parameter.</summary>
public enum HoleKind
{
    /// <summary>A signed 32-bit immediate (HOLE_I32, or an int32_t operand placed as immediate).</summary>
    I32,

    /// <summary>An unsigned 32-bit immediate (HOLE_U32).</summary>
    U32,

    /// <summary>A signed 64-bit immediate (HOLE_I64).</summary>
    I64,

    /// <summary>An unsigned 64-bit immediate (HOLE_U64).</summary>
    U64,

    /// <summary>How far 32 bits are shifted: 0 to 31 (a 32-bit operand placed as count).</summary>
    Shift32,

    /// <summary>How far 64 bits are shifted: 0 to 63 (a 64-bit operand placed as count).</summary>
    Shift64,

    /// <summary>A displacement from 0 to 2^31-1 (HOLE_OFFSET).</summary>
    Offset,

    /// <summary>A number from 0 to 4095, as a displacement a multiple of the size of what is accessed there (HOLE_NEAR).</summary>
    Near,

    /// <summary>A number from 0 to 127 (HOLE_SHORT), as a displacement on AArch64 a multiple of the size of what is accessed there.</summary>
    Short,

    /// <summary>A signed number of 8 bits (HOLE_I8).</summary>
    I8,

    /// <summary>A displacement from 0 to 2^24-1 that is a multiple of 4096 (HOLE_PAGES).</summary>
    Pages,

    /// <summary>The byte offset of a frame slot: a multiple of 8 from 0 to <see cref="StencilSet.SlotLimit"/>.</summary>
    Slot,

    /// <summary>A 64-bit address outside stitched code (HOLE_ADDRESS).</summary>
    Address,

    /// <summary>A label in stitched code (JUMP, CALL, and the target of a placement that branches).</summary>
    Label,
}
