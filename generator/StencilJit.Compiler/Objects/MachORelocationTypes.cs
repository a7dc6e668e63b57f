using StencilJit.Model;

namespace StencilJit.Compiler.Objects;

/// <summary>Mach-O relocation types that stencils may have (mach-o/x86_64/reloc.h, mach-o/arm64/reloc.h).</summary>
internal static class MachORelocationTypes
{
    // Arm Architecture Reference Manual, C4.1: load/store register (unsigned immediate), and which of them are 128 bits wide.
    private const uint LoadStoreMask = 0x3B00_0000;
    private const uint LoadStore = 0x3900_0000;
    private const uint Quadword = 0x0480_0000;

    /// <summary>How a field is filled; null where stencils may not have the type.</summary>
    /// <param name="architecture">The object's architecture.</param>
    /// <param name="type">The relocation's type.</param>
    /// <param name="word">The field; on AArch64 the instruction.</param>
    public static PatchKind? Kind(Architecture architecture, uint type, uint word) => architecture switch
    {
        Architecture.X64 => type switch
        {
            1 or 2 or 6 or 7 or 8 => PatchKind.Rel32, // X86_64_RELOC_SIGNED, BRANCH, SIGNED_1, SIGNED_2, SIGNED_4
            _ => null,
        },
        _ => type switch
        {
            2 => PatchKind.Branch26, // ARM64_RELOC_BRANCH26
            3 => PatchKind.Page21, // ARM64_RELOC_PAGE21
            4 => Low12(word), // ARM64_RELOC_PAGEOFF12
            _ => null,
        },
    };

    /// <summary>x86-64: how many bytes of the instruction stand behind the field.</summary>
    public static int BytesBehind(uint type) => type switch
    {
        6 => 1, // X86_64_RELOC_SIGNED_1
        7 => 2,
        8 => 4,
        _ => 0,
    };

    // The type is the same for all instructions, which scale the field each in its way.
    private static PatchKind? Low12(uint word) => (word & LoadStoreMask) != LoadStore
        ? PatchKind.Low12
        : (word >> 30) switch
        {
            0 => (word & Quadword) == Quadword ? PatchKind.Low12Scale16 : PatchKind.Low12,
            2 => PatchKind.Low12Scale4,
            3 => PatchKind.Low12Scale8,
            _ => null,
        };
}
