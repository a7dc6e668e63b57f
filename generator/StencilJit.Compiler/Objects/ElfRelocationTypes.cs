using StencilJit.Model;

namespace StencilJit.Compiler.Objects;

/// <summary>
/// ELF relocation types that stencils may have (System V ABI, AMD64 supplement, table 4.10; ELF for the Arm 64-bit
/// Architecture, sections 5.7.5 to 5.7.9).
/// </summary>
internal static class ElfRelocationTypes
{
    public static PatchKind? Kind(Architecture architecture, uint type) => architecture switch
    {
        Architecture.X64 => type switch
        {
            2 or 4 => PatchKind.Rel32, // R_X86_64_PC32, R_X86_64_PLT32
            _ => null,
        },
        _ => type switch
        {
            275 => PatchKind.Page21, // R_AARCH64_ADR_PREL_PG_HI21
            277 or 278 => PatchKind.Low12, // R_AARCH64_ADD_ABS_LO12_NC, R_AARCH64_LDST8_ABS_LO12_NC
            279 => PatchKind.Branch14, // R_AARCH64_TSTBR14
            280 => PatchKind.Branch19, // R_AARCH64_CONDBR19
            282 or 283 => PatchKind.Branch26, // R_AARCH64_JUMP26, R_AARCH64_CALL26
            285 => PatchKind.Low12Scale4, // R_AARCH64_LDST32_ABS_LO12_NC
            286 => PatchKind.Low12Scale8, // R_AARCH64_LDST64_ABS_LO12_NC
            299 => PatchKind.Low12Scale16, // R_AARCH64_LDST128_ABS_LO12_NC
            _ => null,
        },
    };
}
