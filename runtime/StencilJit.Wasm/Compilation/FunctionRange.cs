using System.Collections.Immutable;

namespace StencilJit.Wasm.Compilation;

/// <summary>Consecutive functions of a module, which one thread compiles.</summary>
/// <param name="First">The first one's index among those that are not imported.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Bytes">The length of their code in the module.</param>
/// <param name="Longest">The length of the longest one's.</param>
internal readonly record struct FunctionRange(int First, int Count, long Bytes, int Longest)
{
    /// <summary>Divides a module's functions, of which there is one at least, into ranges of about the same length.</summary>
    /// <param name="bodies">All functions.</param>
    /// <param name="most">How many ranges there are at most; there are fewer where functions are long.</param>
    public static FunctionRange[] Divide(ImmutableArray<FunctionBody> bodies, int most)
    {
        long bytes = LengthOf(bodies);
        var ranges = new List<FunctionRange>(most);
        var range = default(FunctionRange);
        long end = 0;
        foreach (var body in bodies)
        {
            if (range.Count > 0 && ranges.Count < most - 1 && end * most >= bytes * (ranges.Count + 1))
            {
                ranges.Add(range);
                range = new(range.First + range.Count, 0, 0, 0);
            }

            range = new(range.First, range.Count + 1, range.Bytes + body.Length, Math.Max(range.Longest, body.Length));
            end += body.Length;
        }

        ranges.Add(range);
        return [.. ranges];
    }

    private static long LengthOf(ImmutableArray<FunctionBody> bodies)
    {
        long bytes = 0;
        foreach (var body in bodies)
            bytes += body.Length;
        return bytes;
    }
}
