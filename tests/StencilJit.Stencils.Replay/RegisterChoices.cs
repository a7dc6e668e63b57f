using StencilJit.Model;

namespace StencilJit.Stencils.Replay;

/// <summary>The choices of registers that a stencil is tested with.</summary>
internal static class RegisterChoices
{
    // Each register meets each operand, in a few companies.
    private static readonly int[] Strides = [1, 3];

    /// <summary>
    /// Choices of registers of their own for each operand, every register for every one, and one where operands share
    /// theirs as far as they may. One, of nothing, where no operand is in a register.
    /// </summary>
    public static IReadOnlyList<int[]> Of(Stencil stencil, StencilSet set)
    {
        if (stencil.Registers.Count == 0)
            return [[]];
        var most = stencil.Registers.Max(register => set.Pool(register.Class).Count);
        var apart = Strides.SelectMany(stride => Enumerable.Range(0, most).Select(first => Spread(stencil, set, first, stride)));
        int[][] shared = [Share(stencil, 0), Share(stencil, set.Integers.Count - 1)];
        return [.. apart.Concat(shared).Where(stencil.Allows).DistinctBy(Stencil.Combination)];
    }

    private static int[] Spread(Stencil stencil, StencilSet set, int first, int stride) =>
        [.. stencil.Registers.Select((register, index) => (first + (stride * index)) % set.Pool(register.Class).Count)];

    /// <summary>All that is read in one register, what is written in the one before.</summary>
    private static int[] Share(Stencil stencil, int register) =>
        [.. stencil.Registers.Select(one => one.IsWritten ? (register == 0 ? 1 : register - 1) : register)];
}
