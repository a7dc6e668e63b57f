using StencilJit.Model;

namespace StencilJit.Compiler.Holes;

/// <summary>Which holes' values the code generator cannot see, from what makes the best code to what always leaves a field.</summary>
internal enum HoleHiding
{
    /// <summary>It sees all of them, and may fold them into instructions.</summary>
    None,

    /// <summary>It sees small ones alone, which are part of instructions (HOLE_NEAR, HOLE_SHORT, HOLE_I8, HOLE_PAGES, and offsets of slots).</summary>
    AllButSmall,

    /// <summary>It sees offsets of slots alone: they are part of addresses, and nothing else is computed from them.</summary>
    AllButSlots,
}

/// <summary>What hiding means for a hole.</summary>
internal static class HoleHidingExtensions
{
    /// <summary>Whether the value of such a hole is hidden.</summary>
    public static bool Hides(this HoleHiding hiding, HoleKind kind) => kind switch
    {
        HoleKind.Slot => false,
        HoleKind.Near or HoleKind.Short or HoleKind.I8 or HoleKind.Pages => hiding == HoleHiding.AllButSlots,
        _ => hiding != HoleHiding.None,
    };
}
