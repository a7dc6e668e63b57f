namespace StencilJit.Tool.Traces;

/// <summary>What is counted of a kind of code.</summary>
internal struct Tally
{
    /// <summary>How often it is in the code.</summary>
    public long Count;

    /// <summary>The bytes that it takes in all.</summary>
    public long Bytes;

    /// <summary>The samples in it.</summary>
    public long Samples;

    public void Add(long count, long bytes, long samples)
    {
        Count += count;
        Bytes += bytes;
        Samples += samples;
    }

    public readonly Tally Plus(Tally other)
    {
        var sum = this;
        sum.Add(other.Count, other.Bytes, other.Samples);
        return sum;
    }
}
