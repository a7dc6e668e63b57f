using System.Diagnostics;
using System.Runtime.InteropServices;
using StencilJit.Runtime;

namespace StencilJit.Benchmarks.Stencils;

/// <summary>Code of a single small module, over and over in the same place: it stays in the second-level cache, and so does what is copied.</summary>
internal sealed unsafe class CachedStitch : StitchRun
{
    // One copy is too short for the clock.
    private const int CopiesAtOnce = 20;
    private const int Alignment = 64;

    private readonly byte* _source;
    private readonly byte* _target;

    public CachedStitch(StencilImage image, StitchMix mix, bool isOneCall)
        : base(image, mix, isOneCall, repetitions: 1)
    {
        _source = (byte*)NativeMemory.AlignedAlloc((nuint)Bytes, Alignment);
        _target = (byte*)NativeMemory.AlignedAlloc((nuint)Bytes, Alignment);
        NativeMemory.Fill(_source, (nuint)Bytes, 0x90);
    }

    public override void Dispose()
    {
        NativeMemory.AlignedFree(_source);
        NativeMemory.AlignedFree(_target);
    }

    protected override double Now => (double)Stopwatch.GetTimestamp() / Stopwatch.Frequency;

    protected override double SecondsToStitch()
    {
        using var writer = Image.CreateWriter(MaximumBytes);
        var seconds = SecondsToEmit(writer);

        // Given back by way of a block, a short range keeps its pages: the next one does not wait for the system.
        writer.Commit().Dispose();
        return seconds;
    }

    protected override double SecondsToCopy() => SecondsToCopy(_target, _source, CopiesAtOnce);
}
