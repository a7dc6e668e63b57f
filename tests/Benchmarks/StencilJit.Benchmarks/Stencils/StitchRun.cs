using System.Diagnostics;
using System.Runtime.CompilerServices;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Runtime;

namespace StencilJit.Benchmarks.Stencils;

/// <summary>A mix to stitch, and memory of the same size to copy.</summary>
internal abstract unsafe class StitchRun : IDisposable
{
    protected StitchRun(StencilImage image, StitchMix mix, int repetitions)
    {
        Image = image;
        Mix = mix;
        Repetitions = repetitions;
        using var writer = image.CreateWriter(MaximumBytes);
        mix.Check(writer, BoundLabel(writer));
        Bytes = writer.Position * repetitions;
    }

    public StitchMix Mix { get; }

    /// <summary>How many bytes of code a pass makes.</summary>
    public int Bytes { get; }

    /// <summary>How many stencils a pass stitches.</summary>
    public int Stencils => Mix.Count * Repetitions;

    protected StencilImage Image { get; }

    /// <summary>How often a pass stitches the whole mix.</summary>
    protected int Repetitions { get; }

    /// <summary>Room for the whole mix once.</summary>
    protected static int MaximumBytes => 60 << 10;

    /// <summary>How long a pass takes.</summary>
    /// <param name="duration">How long to repeat passes.</param>
    public double SecondsToStitch(double duration) => MedianSeconds(duration, TicksToStitch);

    /// <summary>How long copying as many bytes takes.</summary>
    /// <param name="duration">How long to repeat passes.</param>
    public double SecondsToCopy(double duration) => MedianSeconds(duration, TicksToCopy);

    public abstract void Dispose();

    protected abstract double TicksToStitch();

    protected abstract double TicksToCopy();

    protected long TicksToEmit(CodeWriter writer)
    {
        var label = BoundLabel(writer);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Repetitions; i++)
            Mix.Emit(writer, label);
        return Stopwatch.GetTimestamp() - start;
    }

    protected static long TicksToCopy(byte* target, byte* source, int bytes, int times)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
            Unsafe.CopyBlockUnaligned(target, source, (uint)bytes);
        return Stopwatch.GetTimestamp() - start;
    }

    private static Label BoundLabel(CodeWriter writer)
    {
        var label = writer.DefineLabel();
        writer.Bind(label);
        return label;
    }

    /// <summary>The median of as many passes as fit: what interrupts some of them, and takes far longer, does not count.</summary>
    private static double MedianSeconds(double duration, Func<double> ticks)
    {
        var passes = new List<double>();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < duration;)
            passes.Add(ticks());
        return new Measurement(passes).Median / Stopwatch.Frequency;
    }
}
