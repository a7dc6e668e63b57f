using StencilJit.Tool.Revisions;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Budgets;

/// <summary>Writes exceeded limits as GitHub's runners read them, at the C line of the micro-op.</summary>
internal static class GitHubAnnotations
{
    /// <summary>The annotations of a set.</summary>
    /// <param name="set">The set, checked.</param>
    /// <param name="folder">Where it is.</param>
    /// <param name="cancellation">Stops git, which tells where the repository's root is.</param>
    public static async Task<IReadOnlyList<string>> OfAsync(CheckedSet set, StencilFolder folder, CancellationToken cancellation)
    {
        var prefix = await GitFolder.TryFindAsync(folder.Path, cancellation) is { } git
            ? git.Prefix
            : Path.GetRelativePath(Directory.GetCurrentDirectory(), folder.Path).Replace('\\', '/') + "/";
        var budget = Path.GetFileName(set.File);
        return [.. set.Limits.Where(limit => limit.IsExceeded).Select(limit => Line(limit, prefix, budget))];
    }

    private static string Line(CheckedLimit limit, string prefix, string budget)
    {
        var (file, line) = Place(limit, budget);
        var title = $"Budget exceeded: {limit.Operation ?? "the set"}";
        return $"::error file={Property(prefix + file)},line={line},title={Property(title)}::{Message($"{limit.Where}: {limit.Actual}, the limit is {limit.Limit} ({budget}:{limit.Line}: {limit.Rule})")}";
    }

    // What the toolchain adds to a set, and the set as a whole, have no line in C.
    private static (string File, string Line) Place(CheckedLimit limit, string budget)
    {
        var colon = limit.Source?.LastIndexOf(':') ?? -1;
        return colon < 0 ? (budget, $"{limit.Line}") : (limit.Source![..colon], limit.Source[(colon + 1)..]);
    }

    private static string Message(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string Property(string text) => Message(text).Replace(":", "%3A").Replace(",", "%2C");
}
