using System.Runtime.InteropServices;
using StencilJit.Runtime.Memory;
using StencilJit.Runtime.Patching;
using StencilJit.Runtime.Tracing;

namespace StencilJit.Runtime;

/// <summary>
/// A stencil set installed in a code heap: its data lies near the code, and its traps have a place to leave to.
/// Made by <see cref="CodeHeap.Install"/>; lives as long as the heap.
/// </summary>
public sealed unsafe class StencilImage
{
    private readonly nint[] traps;

    /// <summary>What the last writer that ended kept values in: pinned memory costs as much as all else of a writer.</summary>
    private ulong[]? spareValues;

    internal StencilImage(CodeHeap heap, StencilTable table, nint dataAddress)
    {
        Heap = heap;
        Table = table;
        DataAddress = dataAddress;
        traps = new nint[table.Traps.Count];
    }

    /// <summary>The heap that code of this image is written to.</summary>
    public CodeHeap Heap { get; }

    /// <summary>The stencils.</summary>
    public StencilTable Table { get; }

    /// <summary>Where the copy of the set's data is that stitched code reads.</summary>
    public nint DataAddress { get; }

    /// <summary>
    /// Registers the code that a trap leaves to. Do so before emitting stencils that have the trap; what is
    /// already emitted, and writers that already used the trap, keep the address they saw.
    /// </summary>
    /// <param name="trap">The trap's number: its position in <see cref="StencilTable.Traps"/>.</param>
    /// <param name="address">An address of code in this image's heap, so that every branch reaches it.</param>
    public void SetTrap(int trap, nint address)
    {
        if ((uint)trap >= (uint)traps.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(trap), trap, $"The set '{Table.Name}' has {traps.Length} traps, numbered from 0.");
        }

        if (!Heap.Contains(address))
        {
            throw new ArgumentOutOfRangeException(
                nameof(address),
                $"0x{address:x} is no address in the code heap. Emit the code of the trap '{Table.Traps[trap]}' with a writer of this image and give its final address.");
        }

        Volatile.Write(ref traps[trap], address);
    }

    /// <summary>
    /// Leases address space and makes a writer for it. Writers may be made and used on several threads at once, each
    /// writer by one thread at a time.
    /// </summary>
    /// <param name="maximumBytes">The most that will be emitted. Only address space: be generous, what is not used costs nothing and goes back at <see cref="CodeWriter.Commit"/>.</param>
    /// <param name="log">Records what is stitched, which makes the writer slower; null for nothing.</param>
    /// <param name="expectedBytes">
    /// How much will be emitted, so far as one knows; 0 for no idea. From 512 KiB on the code is written to huge pages, where the
    /// system has them: one page fault instead of 512.
    /// </param>
    /// <exception cref="CodeHeapExhaustedException">The heap has no such range free.</exception>
    /// <exception cref="InvalidOperationException">The log still records another writer.</exception>
    public CodeWriter CreateWriter(int maximumBytes, StitchLog? log = null, int expectedBytes = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedBytes);
        if (Table.Architecture != RuntimeInformation.ProcessArchitecture)
        {
            throw new PlatformNotSupportedException(
                $"The stencils of '{Table.Name}' are for {Table.Architecture}, but this process runs on {RuntimeInformation.ProcessArchitecture}.");
        }

        log?.ThrowIfRecording();
        if (HugePages.AreWorth(expectedBytes))
            Table.Copies.UseHugePages();
        return new CodeWriter(this, Heap.Lease(maximumBytes, expectedBytes), log);
    }

    /// <summary>Pinned memory for a writer's values, where the data's address is already.</summary>
    internal ulong[] TakeValues()
    {
        ulong[]? spare = Interlocked.Exchange(ref spareValues, null);
        if (spare is not null)
            return spare;
        ulong[] values = GC.AllocateArray<ulong>(PatchWord.FirstTrap + traps.Length, pinned: true);
        values[PatchWord.FirstData] = (ulong)DataAddress;
        return values;
    }

    /// <summary>Takes the memory of a writer that ended for the next one.</summary>
    internal void ReturnValues(ulong[] values) => Volatile.Write(ref spareValues, values);

    /// <summary>Copies the traps' addresses into a writer's values.</summary>
    /// <returns>Whether every trap has one.</returns>
    internal bool CopyTraps(ulong* values)
    {
        bool complete = true;
        for (int trap = 0; trap < traps.Length; trap++)
        {
            nint address = Volatile.Read(ref traps[trap]);
            values[PatchWord.FirstTrap + trap] = (ulong)address;
            complete &= address != 0;
        }

        return complete;
    }
}
