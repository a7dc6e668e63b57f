using System.Runtime.InteropServices;
using StencilJit.Runtime;

namespace StencilJit.Benchmarks.Stencils;

/// <summary>
/// Code as large as a large module's, which no cache holds. Stitching and copying write to memory of the same kind, a code
/// heap's, all of which was written to right before: neither waits for the system to find pages.
/// </summary>
internal sealed unsafe class LargeStitch : StitchRun
{
    private readonly CodeHeap _heap;
    private readonly CodeLease _source;
    private readonly CodeLease _target;

    public LargeStitch(StencilImage image, StitchMix mix, bool isOneCall, int repetitions)
        : base(image, mix, isOneCall, repetitions)
    {
        _heap = image.Heap;
        _source = _heap.Lease(Bytes, expectedBytes: Bytes);
        _target = _heap.Lease(Bytes, expectedBytes: Bytes);
        NativeMemory.Fill(_heap.Writable(_source), (nuint)Bytes, 0x90);
    }

    public override void Dispose()
    {
        _heap.Abandon(_source);
        _heap.Abandon(_target);
    }

    /// <summary>The processor's time: a pass is longer than the system lets a thread run without letting others.</summary>
    protected override double Now => Environment.CpuUsage.TotalTime.TotalSeconds;

    protected override double SecondsToStitch()
    {
        var lease = _heap.Lease(Bytes, expectedBytes: Bytes);
        NativeMemory.Clear(_heap.Writable(lease), (nuint)Bytes);
        using var writer = new CodeWriter(Image, lease, log: null);
        return SecondsToEmit(writer);
    }

    protected override double SecondsToCopy()
    {
        NativeMemory.Clear(_heap.Writable(_target), (nuint)Bytes);
        return SecondsToCopy(_heap.Writable(_target), _heap.Writable(_source), times: 1);
    }
}
