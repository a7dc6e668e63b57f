using StencilJit.Model;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Traces;

/// <summary>The locks in the tool itself: those that its WebAssembly engine was built with.</summary>
internal static class EmbeddedLocks
{
    private static readonly System.Reflection.Assembly Assembly = typeof(EmbeddedLocks).Assembly;

    /// <summary>Whether there are locks of a set.</summary>
    public static bool Has(string set) => Names(set).Any();

    /// <summary>The locks of a set, one a target; none of a set that is not the engine's.</summary>
    public static IEnumerable<StencilSet> Of(string set) => Names(set).Select(Read);

    private static IEnumerable<string> Names(string set) =>
        Assembly.GetManifestResourceNames().Where(name => name.StartsWith($"locks/{set}/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static StencilSet Read(string name)
    {
        var folder = name[..(name.LastIndexOf('/') + 1)];
        return LockFile.Parse(Text(name)!, name, target => Text(folder + target + StencilFolder.LockExtension));
    }

    private static string? Text(string name)
    {
        using var stream = Assembly.GetManifestResourceStream(name);
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }
}
