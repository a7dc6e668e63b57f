using System.Collections.Immutable;

namespace StencilJit.Generator.Input;

/// <summary>The locks that become one class: a set's targets.</summary>
internal sealed class SetGroup : IEquatable<SetGroup>
{
    private SetGroup(string className, ImmutableArray<LockFile> files)
    {
        ClassName = className;
        Files = files;
    }

    /// <summary>The full name of the class.</summary>
    public string ClassName { get; }

    /// <summary>The locks, sorted by target.</summary>
    public ImmutableArray<LockFile> Files { get; }

    /// <summary>The simple name of the class.</summary>
    public string SimpleName => ClassName.Substring(ClassName.LastIndexOf('.') + 1);

    /// <summary>The namespace of the class; empty for the global one.</summary>
    public string Namespace => ClassName.Substring(0, Math.Max(0, ClassName.LastIndexOf('.')));

    public static IEnumerable<SetGroup> Group(ImmutableArray<LockFile> files)
    {
        // A lock that cannot be read does not always tell its class; it then stands alone, to be reported.
        var groups = new SortedDictionary<string, List<LockFile>>(StringComparer.Ordinal);
        foreach (var file in files.Select(file => file.Resolve(files)))
        {
            var key = file.ClassName.Length == 0 ? "/" + file.Path : file.ClassName;
            if (!groups.TryGetValue(key, out var group))
                groups.Add(key, group = []);
            group.Add(file);
        }

        return groups.Values.Select(group => new SetGroup(
            group[0].ClassName,
            [.. group.OrderBy(file => file.Set?.Target ?? "", StringComparer.Ordinal).ThenBy(file => file.Path, StringComparer.Ordinal)]));
    }

    public bool Equals(SetGroup? other) => other is not null && ClassName == other.ClassName && Files.SequenceEqual(other.Files);

    public override bool Equals(object? obj) => Equals(obj as SetGroup);

    public override int GetHashCode() => ClassName.GetHashCode() * 31 + Files.Length;
}
