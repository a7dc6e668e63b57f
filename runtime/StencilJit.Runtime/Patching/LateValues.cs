using System.Runtime.CompilerServices;

namespace StencilJit.Runtime.Patching;

/// <summary>
/// Where a writer that has ended puts values that are still given to it, before it finds that it has ended: the memory
/// that it had may be another writer's. Nobody reads them.
/// </summary>
internal static unsafe class LateValues
{
    private static readonly ulong[] Discarded = GC.AllocateArray<ulong>(PatchWord.FirstData, pinned: true);

    public static ulong* Address => (ulong*)Unsafe.AsPointer(ref Discarded[0]);
}
