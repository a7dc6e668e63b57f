namespace StencilJit.Stencils.Replay;

/// <summary>The values of a stencil's holes; equal where all are equal, and then the code is the same.</summary>
internal sealed class HoleValues(ulong[] values) : IEquatable<HoleValues>
{
    public ulong[] Values => values;

    public bool Equals(HoleValues? other) => other is not null && values.AsSpan().SequenceEqual(other.Values);

    public override bool Equals(object? obj) => Equals(obj as HoleValues);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in values)
            hash.Add(value);
        return hash.ToHashCode();
    }
}
