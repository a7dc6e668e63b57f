using System.Runtime.InteropServices;

namespace StencilJit.Runtime.Faults;

/// <summary>
/// The guards that the signal handler reads, at any moment and on any thread. Blocks are never freed, and a guard that is
/// removed is used again: the handler skips one whose version is odd or differs before and after it read the others.
/// </summary>
internal sealed unsafe class GuardTable
{
    private const int BlockLength = 64;

    private readonly Lock gate = new();
    private readonly Stack<nint> free = [];
    private NativeGuardBlock* last;

    public GuardTable() => First = last = AllocateBlock();

    /// <summary>Where the handler starts to read.</summary>
    public NativeGuardBlock* First { get; }

    /// <summary>Adds a guard; the version in what is given does not count.</summary>
    public NativeGuard* Add(in NativeGuard guard)
    {
        lock (gate)
        {
            if (free.TryPop(out nint used))
            {
                Write((NativeGuard*)used, guard);
                return (NativeGuard*)used;
            }

            if (last->Count == BlockLength)
            {
                NativeGuardBlock* next = AllocateBlock();
                Volatile.Write(ref last->Next, (nint)next);
                last = next;
            }

            NativeGuard* added = NativeGuardBlock.GuardsOf(last) + last->Count;
            Write(added, guard);
            Volatile.Write(ref last->Count, last->Count + 1);
            return added;
        }
    }

    /// <summary>Removes a guard that <see cref="Add"/> gave; once.</summary>
    public void Remove(NativeGuard* guard)
    {
        lock (gate)
        {
            Write(guard, default);
            free.Push((nint)guard);
        }
    }

    private static void Write(NativeGuard* guard, in NativeGuard value)
    {
        guard->Version++;
        Interlocked.MemoryBarrier();
        guard->Memory = value.Memory;
        guard->MemoryLength = value.MemoryLength;
        guard->Code = value.Code;
        guard->CodeLength = value.CodeLength;
        guard->Landing = value.Landing;
        Volatile.Write(ref guard->Version, guard->Version + 1);
    }

    private static NativeGuardBlock* AllocateBlock() =>
        (NativeGuardBlock*)NativeMemory.AllocZeroed((nuint)(sizeof(NativeGuardBlock) + (BlockLength * sizeof(NativeGuard))));
}
