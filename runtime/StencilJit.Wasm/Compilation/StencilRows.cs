using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StencilJit.Wasm.Compilation;

/// <summary>Tables of stencils, whose rows are read as they stand in the assembly: nothing is copied.</summary>
internal static class StencilRows
{
    /// <summary>A row. Nothing is checked: all that is decoded has one.</summary>
    /// <typeparam name="T">A structure of nothing but numbers of stencils, one for each column.</typeparam>
    /// <param name="table">The table, row after row.</param>
    /// <param name="row">Which row, from 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref readonly T Of<T>(ReadOnlySpan<int> table, int row)
        where T : unmanaged =>
        ref Unsafe.Add(ref Unsafe.As<int, T>(ref MemoryMarshal.GetReference(table)), row);
}
