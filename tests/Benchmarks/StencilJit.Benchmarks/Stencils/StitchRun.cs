using System.Diagnostics;
using System.Runtime.CompilerServices;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Runtime;

namespace StencilJit.Benchmarks.Stencils;

/// <summary>A mix to stitch, and memory of the same size to copy.</summary>
internal abstract unsafe class StitchRun : IDisposable
{
    private readonly bool _isOneCall;
    private readonly int _repetitions;

    /// <param name="image">The set.</param>
    /// <param name="mix">What is stitched.</param>
    /// <param name="isOneCall">Whether the whole mix is given at once, or each stencil by itself.</param>
    /// <param name="repetitions">How often a pass stitches the whole mix.</param>
    protected StitchRun(StencilImage image, StitchMix mix, bool isOneCall, int repetitions)
    {
        Image = image;
        Mix = mix;
        _isOneCall = isOneCall;
        _repetitions = repetitions;
        using var writer = image.CreateWriter(MaximumBytes);
        mix.Check(writer, BoundLabel(writer));
        Bytes = writer.Position * repetitions;
    }

    public StitchMix Mix { get; }

    /// <summary>How many bytes of code a pass makes.</summary>
    public int Bytes { get; }

    /// <summary>How many stencils a pass stitches.</summary>
    public int Stencils => Mix.Count * _repetitions;

    protected StencilImage Image { get; }

    /// <summary>Room for the whole mix once.</summary>
    protected static int MaximumBytes => 60 << 10;

    /// <summary>How long a pass takes.</summary>
    /// <param name="duration">How long to repeat passes.</param>
    public double SecondsToStitch(double duration) => MedianSeconds(duration, SecondsToStitch);

    /// <summary>How long copying as many bytes takes.</summary>
    /// <param name="duration">How long to repeat passes.</param>
    public double SecondsToCopy(double duration) => MedianSeconds(duration, SecondsToCopy);

    public abstract void Dispose();

    /// <summary>The clock that a pass is measured by, in seconds.</summary>
    protected abstract double Now { get; }

    protected abstract double SecondsToStitch();

    protected abstract double SecondsToCopy();

    protected double SecondsToEmit(CodeWriter writer)
    {
        var label = BoundLabel(writer);
        var start = Now;
        for (var i = 0; i < _repetitions; i++)
        {
            if (_isOneCall)
                Mix.EmitAll(writer);
            else
                Mix.Emit(writer, label);
        }

        return Now - start;
    }

    protected double SecondsToCopy(byte* target, byte* source, int times)
    {
        var start = Now;
        for (var i = 0; i < times; i++)
            Unsafe.CopyBlockUnaligned(target, source, (uint)Bytes);
        return (Now - start) / times;
    }

    private static Label BoundLabel(CodeWriter writer)
    {
        var label = writer.DefineLabel();
        writer.Bind(label);
        return label;
    }

    /// <summary>The median of as many passes as fit: what interrupts some of them, and takes far longer, does not count.</summary>
    private static double MedianSeconds(double duration, Func<double> pass)
    {
        var passes = new List<double>();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < duration;)
            passes.Add(pass());
        return new Measurement(passes).Median;
    }
}
