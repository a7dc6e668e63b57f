using StencilJit.Tool.Analysis;

namespace StencilJit.Tool.Diffs;

/// <summary>Lays two assemblies side by side.</summary>
internal static class DiffLines
{
    /// <summary>The lines, the same ones beside each other: as many as can be in their order.</summary>
    /// <param name="before">The code before; null where there is none.</param>
    /// <param name="after">The code after; null where there is none.</param>
    public static IReadOnlyList<DiffLine> Of(DecodedCode? before, DecodedCode? after)
    {
        var old = Texts(before);
        var now = Texts(after);
        var common = CommonLengths(old, now);
        var lines = new List<DiffLine>();
        var (left, right) = (0, 0);
        while (left < old.Count || right < now.Count)
        {
            if (left < old.Count && right < now.Count && old[left] == now[right])
            {
                lines.Add(new DiffLine(old[left++], now[right++], true));
                continue;
            }

            var (firstLeft, firstRight) = (left, right);
            while ((left < old.Count || right < now.Count) && !(left < old.Count && right < now.Count && old[left] == now[right]))
            {
                if (right == now.Count || (left < old.Count && common[left + 1, right] >= common[left, right + 1]))
                    left++;
                else
                    right++;
            }

            // What stands in another's place stands beside it.
            for (var row = 0; row < Math.Max(left - firstLeft, right - firstRight); row++)
                lines.Add(new DiffLine(firstLeft + row < left ? old[firstLeft + row] : null, firstRight + row < right ? now[firstRight + row] : null, false));
        }

        return lines;
    }

    private static List<string> Texts(DecodedCode? code) =>
        code is null ? [] : [.. code.Lines.Select(line => line.Label is { } label ? $"{label}: {line.Text}" : line.Text)];

    // For every pair of starts, how many lines the rests have in common in their order.
    private static int[,] CommonLengths(List<string> old, List<string> now)
    {
        var lengths = new int[old.Count + 1, now.Count + 1];
        for (var left = old.Count - 1; left >= 0; left--)
            for (var right = now.Count - 1; right >= 0; right--)
                lengths[left, right] = old[left] == now[right] ? lengths[left + 1, right + 1] + 1 : Math.Max(lengths[left + 1, right], lengths[left, right + 1]);
        return lengths;
    }
}
