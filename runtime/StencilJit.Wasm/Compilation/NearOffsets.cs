using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;

namespace StencilJit.Wasm.Compilation;

/// <summary>
/// The offsets that stencils with a HOLE_NEAR take: of an access to memory, of a global's pointer in the instance, of a callee's frame;
/// and numbers that small.
/// </summary>
internal static class NearOffsets
{
    /// <summary>The highest offset that AArch64 adds in two parts, pages and what is left.</summary>
    public const uint HighestFar = (1 << 24) - 1;

    private const uint Highest = 4095;

    /// <summary>Whether they make code shorter: on x86-64 all displacements are part of an instruction.</summary>
    public static bool Matter => ArmBase.Arm64.IsSupported;

    /// <summary>Whether an offset is one, and so is the end of what is accessed there.</summary>
    /// <param name="offset">The offset.</param>
    /// <param name="size">How many bytes are accessed, a power of two.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Include(uint offset, int size) => offset <= Highest - (uint)size && (offset & (uint)(size - 1)) == 0;

    /// <summary>What of an offset is left without whole pages.</summary>
    public static uint InPage(uint offset) => offset & Highest;

    /// <summary>An offset's whole pages.</summary>
    public static uint PagesOf(uint offset) => offset & ~Highest;

    /// <summary>Whether a number is one, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNumber(ulong number) => number <= Highest;

    /// <summary>Whether the offset of eight bytes is one that makes code shorter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has(int offset) => Matter && Include((uint)offset, sizeof(ulong));
}
