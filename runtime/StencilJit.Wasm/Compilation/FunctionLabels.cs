using System.Runtime.CompilerServices;
using StencilJit.Runtime;

namespace StencilJit.Wasm.Compilation;

/// <summary>The labels of those functions of a module whose code calls reach: consecutive ones, none of which is imported.</summary>
/// <param name="Labels">A label for each of them.</param>
/// <param name="First">The first one's index among the functions that are not imported.</param>
internal readonly record struct FunctionLabels(LabelRange Labels, int First)
{
    /// <summary>The label of a function, by its index among those that are not imported.</summary>
    public Label this[int function]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Labels[function - First];
    }

    /// <summary>Whether a function has one; others are called through the instance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Have(int function) => (uint)(function - First) < (uint)Labels.Count;
}
