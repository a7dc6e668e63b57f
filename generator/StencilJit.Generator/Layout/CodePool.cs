namespace StencilJit.Generator.Layout;

/// <summary>
/// Words that tables refer to by index, each sequence once: most code is the same on all systems of an architecture, and
/// some stencils of a set are the same code.
/// </summary>
internal sealed class CodePool
{
    private readonly List<ulong> words = [];
    private readonly Dictionary<ulong[], int> starts = new(new SequenceComparer());

    public IReadOnlyList<ulong> Words => words;

    /// <summary>Adds a sequence that is not there yet.</summary>
    /// <returns>The index of its first word.</returns>
    public int Add(ulong[] sequence)
    {
        if (starts.TryGetValue(sequence, out var known))
            return known;
        var start = words.Count;
        starts.Add(sequence, start);
        words.AddRange(sequence);
        return start;
    }

    /// <summary>Adds words of zero behind all others.</summary>
    public void Pad(int count)
    {
        for (var i = 0; i < count; i++)
            words.Add(0);
    }

    private sealed class SequenceComparer : IEqualityComparer<ulong[]>
    {
        public bool Equals(ulong[]? x, ulong[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(ulong[] sequence)
        {
            var hash = sequence.Length;
            foreach (var word in sequence)
                hash = unchecked((hash * 31) + word.GetHashCode());
            return hash;
        }
    }
}
