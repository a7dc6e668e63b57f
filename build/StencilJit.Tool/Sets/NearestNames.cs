namespace StencilJit.Tool.Sets;

/// <summary>Finds what somebody may have meant.</summary>
internal static class NearestNames
{
    /// <summary>The names that resemble a word most: those that contain it, then those that few edits lead to.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="names">What there is.</param>
    /// <param name="count">How many to give at most.</param>
    public static IReadOnlyList<string> Find(string word, IEnumerable<string> names, int count = 3)
    {
        var limit = Math.Max(2, word.Length / 3);
        var candidates = names.Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Distance: name.Contains(word, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(word, name)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name.Length).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .ToList();
        // Beside a near one, one that is far off was hardly meant.
        return [.. candidates.Where(candidate => candidate.Distance <= candidates[0].Distance + 1).Take(count).Select(candidate => candidate.Name)];
    }

    /// <summary>The end of an error message: the names to try, or the command that lists all.</summary>
    public static string Advice(string word, IEnumerable<string> names, string otherwise)
    {
        var nearest = Find(word, names);
        return nearest.Count == 0 ? otherwise : $"Did you mean {string.Join(" or ", nearest)}?";
    }

    // Levenshtein's distance, one row at a time; letters' case is no edit.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var edit = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(edit, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
