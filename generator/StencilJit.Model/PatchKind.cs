namespace StencilJit.Model;

/// <summary>
/// How a value V, with addend A, is written into the field at address P. Fields are zero in <see cref="Stencil.Code"/>.
/// </summary>
public enum PatchKind
{
    /// <summary>x86-64: the 32-bit word at P becomes V + A.</summary>
    Abs32,

    /// <summary>x86-64: the 64-bit word at P becomes V + A.</summary>
    Abs64,

    /// <summary>x86-64: the 32-bit word at P becomes V + A - P (A already counts the bytes up to the next instruction).</summary>
    Rel32,

    /// <summary>AArch64: bits 10 to 21 become V + A (unsigned offset, byte access; ADD immediate).</summary>
    Bits12,

    /// <summary>AArch64: bits 10 to 21 become (V + A) / 2 (unsigned offset, 16-bit access).</summary>
    Bits12Scale2,

    /// <summary>AArch64: bits 10 to 21 become (V + A) / 4 (unsigned offset, 32-bit access).</summary>
    Bits12Scale4,

    /// <summary>AArch64: bits 10 to 21 become (V + A) / 8 (unsigned offset, 64-bit access).</summary>
    Bits12Scale8,

    /// <summary>AArch64: bits 5 to 20 become bits 0 to 15 of V + A (MOVZ, MOVK).</summary>
    Move0,

    /// <summary>AArch64: bits 5 to 20 become bits 16 to 31 of V + A (MOVZ, MOVK, LSL 16).</summary>
    Move16,

    /// <summary>AArch64: bits 5 to 20 become bits 32 to 47 of V + A (MOVZ, MOVK, LSL 32).</summary>
    Move32,

    /// <summary>AArch64: bits 5 to 20 become bits 48 to 63 of V + A (MOVZ, MOVK, LSL 48).</summary>
    Move48,

    /// <summary>AArch64: bits 0 to 25 become (V + A - P) / 4 (B, BL).</summary>
    Branch26,

    /// <summary>AArch64: bits 5 to 23 become (V + A - P) / 4 (B.cond, CBZ, CBNZ).</summary>
    Branch19,

    /// <summary>AArch64: bits 5 to 18 become (V + A - P) / 4 (TBZ, TBNZ).</summary>
    Branch14,

    /// <summary>AArch64: bits 29 to 30 and 5 to 23 become the distance in 4 KiB pages from P to V + A (ADRP).</summary>
    Page21,

    /// <summary>AArch64: bits 10 to 21 become the low 12 bits of V + A (ADD, 8-bit access).</summary>
    Low12,

    /// <summary>AArch64: bits 10 to 21 become the low 12 bits of V + A, divided by 4 (32-bit access).</summary>
    Low12Scale4,

    /// <summary>AArch64: bits 10 to 21 become the low 12 bits of V + A, divided by 8 (64-bit access).</summary>
    Low12Scale8,

    /// <summary>AArch64: bits 10 to 21 become the low 12 bits of V + A, divided by 16 (128-bit access).</summary>
    Low12Scale16,

    /// <summary>
    /// AArch64: bits 16 to 21 become -(V + A), bits 10 to 15 -(V + A) - 1, both modulo the width, which bit 31 tells: 64 or 32 (LSL).
    /// </summary>
    ShiftLeft,

    /// <summary>AArch64: bits 16 to 21 become V + A modulo the width (LSR, ASR, UBFX).</summary>
    ShiftRight,

    /// <summary>AArch64: bits 10 to 15 become V + A modulo the width (ROR).</summary>
    Rotate,

    /// <summary>AArch64: bits 10 to 21 become (V + A) / 4096 (ADD immediate, LSL 12).</summary>
    Bits12Scale4096,

    /// <summary>x86-64: the byte at P becomes V + A, from 0 to 255.</summary>
    Abs8,
}
