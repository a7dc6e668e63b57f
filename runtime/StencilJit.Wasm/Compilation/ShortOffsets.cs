using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace StencilJit.Wasm.Compilation;

/// <summary>
/// The offsets that stencils with a HOLE_SHORT take: of an access to memory, of a slot, of a callee's frame; and numbers that small, or with
/// a sign (HOLE_I8). Whether something is one, nobody foresees: masks have all bits then, and otherwise none.
/// </summary>
internal static class ShortOffsets
{
    /// <summary>The highest one.</summary>
    public const int Highest = sbyte.MaxValue;

    /// <summary>Whether they make code shorter: on AArch64 all instructions have the same length.</summary>
    public static bool Matter => X86Base.IsSupported;

    /// <summary>Whether an offset is one that makes code shorter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Include(uint offset) => Matter && offset <= Highest;

    /// <summary>The same, as a mask, of a number without a sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MaskOf(ulong number) => Matter ? -Unsafe.BitCast<bool, byte>(number <= Highest) : 0;

    /// <summary>Whether a number is one of a byte with a sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MaskOfSigned(ulong number) => Matter ? -Unsafe.BitCast<bool, byte>(number + 128 <= byte.MaxValue) : 0;
}
