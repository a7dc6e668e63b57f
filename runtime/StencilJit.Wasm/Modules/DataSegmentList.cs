using System.Collections;
using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm;

/// <summary>
/// The data segments of a module. They are read from the module's bytes whenever one is asked for: some modules have a
/// hundred thousand of them, and most are needed once.
/// </summary>
public sealed class DataSegmentList : IReadOnlyList<DataSegment>
{
    private readonly Module _module;

    internal DataSegmentList(Module module) => _module = module;

    /// <summary>How many there are.</summary>
    public int Count => _module.DataOffsets.Length;

    /// <summary>The segment with an index.</summary>
    /// <param name="index">At least 0 and less than <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment.</exception>
    public unsafe DataSegment this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            fixed (byte* bytes = _module.Bytes.Span)
            {
                var reader = new ByteReader(bytes, _module.DataOffsets[index], _module.Bytes.Length);
                return SegmentReader.ReadData(ref reader, _module.Bytes, _module);
            }
        }
    }

    /// <summary>Goes through them in order.</summary>
    public IEnumerator<DataSegment> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
