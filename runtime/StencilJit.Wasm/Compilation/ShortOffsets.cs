using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace StencilJit.Wasm.Compilation;

/// <summary>The offsets that stencils with a HOLE_SHORT take: of an access to memory, and of a slot.</summary>
internal static class ShortOffsets
{
    /// <summary>The highest one.</summary>
    public const int Highest = sbyte.MaxValue;

    /// <summary>Whether they make code shorter: on AArch64 all instructions have the same length.</summary>
    public static bool Matter => X86Base.IsSupported;

    /// <summary>Whether an offset is one that makes code shorter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Include(uint offset) => Matter && offset <= Highest;
}
