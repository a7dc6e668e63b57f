using System.Collections;
using System.Runtime.InteropServices;

namespace StencilJit.Runtime.Tracing;

/// <summary>
/// The code of one writer and what it is made of. Its entries are in the order of the code and cover it without gaps;
/// it never changes, so any number of threads can use it.
/// </summary>
public sealed class StitchBlock : IReadOnlyList<StitchEntry>
{
    private readonly StitchRecord[] records;
    private readonly ulong[] values;

    internal StitchBlock(StitchRecord[] records, ulong[] values, StitchRegion[] regions)
    {
        this.records = records;
        this.values = values;
        Regions = Array.AsReadOnly(regions);
    }

    /// <summary>The name of the stencil set.</summary>
    public required string SetName { get; init; }

    /// <summary>How many variants the set's table has: with <see cref="SetName"/> a first check that a lock is the right one.</summary>
    public required int VariantCount { get; init; }

    /// <summary>The processor architecture that the code is for.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>The address of the first byte where the code ran; what profilers report lies behind it.</summary>
    public required long Address { get; init; }

    /// <summary>The machine code, complete but for the address it runs at.</summary>
    public required ReadOnlyMemory<byte> Code { get; init; }

    /// <summary>What the code was compiled from, if the compiler told.</summary>
    public required StitchSource? Source { get; init; }

    /// <summary>The named parts of the code, in order.</summary>
    public IReadOnlyList<StitchRegion> Regions { get; }

    /// <summary>How many entries there are.</summary>
    public int Count => records.Length;

    internal ReadOnlySpan<StitchRecord> Records => records;

    internal ReadOnlySpan<ulong> Values => values;

    /// <summary>An entry.</summary>
    /// <param name="index">Its number, from 0.</param>
    public StitchEntry this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)records.Length, nameof(index));
            return new StitchEntry(this, index);
        }
    }

    /// <summary>Finds the entry that a byte of the code belongs to.</summary>
    /// <param name="offset">The byte's offset in the code: an address less <see cref="Address"/>.</param>
    /// <returns>The entry's number, or -1 where the offset is not in the code.</returns>
    public int IndexAt(long offset)
    {
        if (offset < 0 || offset >= Code.Length)
            return -1;

        // The last entry that starts there or before: those without code come before the one that has the byte.
        int low = 0;
        for (int high = records.Length - 1; low < high;)
        {
            int middle = high - (high - low) / 2;
            if (records[middle].Offset <= offset)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    /// <summary>Finds the region that a byte of the code belongs to.</summary>
    /// <param name="offset">The byte's offset in the code.</param>
    /// <returns>The region's number in <see cref="Regions"/>, or -1 where it is in none.</returns>
    public int RegionAt(long offset)
    {
        if (offset < 0 || offset >= Code.Length)
            return -1;
        int low = -1;
        for (int high = Regions.Count - 1; low < high;)
        {
            int middle = high - (high - low) / 2;
            if (Regions[middle].Offset <= offset)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    /// <summary>The entries in order.</summary>
    public IEnumerator<StitchEntry> GetEnumerator()
    {
        for (int index = 0; index < records.Length; index++)
            yield return new StitchEntry(this, index);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
