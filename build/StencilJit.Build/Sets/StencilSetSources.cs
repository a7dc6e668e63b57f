using StencilJit.Compiler.Targets;

namespace StencilJit.Build.Sets;

/// <summary>The sources of one set, in the one folder that also has its locks.</summary>
/// <param name="Name">The set's name.</param>
/// <param name="Folder">The sources' folder.</param>
/// <param name="Files">The C files, sorted.</param>
/// <param name="Targets">The runtime identifiers to compile for, sorted.</param>
internal sealed record StencilSetSources(string Name, string Folder, IReadOnlyList<string> Files, IReadOnlyList<string> Targets)
{
    /// <summary>The lock of a target.</summary>
    public string LockPath(string target) => Path.Combine(Folder, "locks", target + ".stencils");

    /// <summary>Puts items together to sets.</summary>
    /// <exception cref="BuildException">SJ3003 to SJ3005: the items contradict each other, or name what is not there.</exception>
    public static IReadOnlyList<StencilSetSources> Group(IReadOnlyList<StencilSource> sources)
    {
        if (sources.FirstOrDefault(source => !File.Exists(source.Path)) is { } missing)
            throw new BuildException("SJ3005", $"the C source '{missing.Path}' of stencil set '{missing.Set}' does not exist", missing.Path);
        var sets = sources.GroupBy(source => source.Set, StringComparer.Ordinal)
            .OrderBy(set => set.Key, StringComparer.Ordinal)
            .Select(set => Create(set.Key, [.. set]))
            .ToList();
        var shared = sets.GroupBy(set => set.Folder, StringComparer.Ordinal).FirstOrDefault(folder => folder.Count() > 1);
        return shared is null
            ? sets
            : throw new BuildException("SJ3004", $"the stencil sets '{string.Join("' and '", shared.Select(set => set.Name))}' share the folder '{shared.Key}' and so their locks: give each set a folder of its own");
    }

    private static StencilSetSources Create(string name, IReadOnlyList<StencilSource> sources)
    {
        var first = sources[0];
        foreach (var other in sources)
        {
            if (other.Folder != first.Folder)
                throw new BuildException("SJ3004", $"the stencil set '{name}' lies in two folders, '{first.Folder}' and '{other.Folder}': keep its C files in one, or give them different Set metadata", other.Path);
            if (other.Class != first.Class || other.Accessibility != first.Accessibility || !other.Targets.SequenceEqual(first.Targets))
                throw new BuildException("SJ3004", $"the Stencil items of set '{name}' differ in Class, Accessibility or Targets, which belong to the set", other.Path);
        }

        if (first.Targets.FirstOrDefault(target => TargetDescription.All.All(known => known.Rid != target)) is { } unknown)
            throw new BuildException("SJ3003", $"'{unknown}' in Targets of stencil set '{name}' is no target of the stencil compiler; known are {string.Join(", ", TargetDescription.All.Select(target => target.Rid))}");
        return new StencilSetSources(
            name,
            first.Folder,
            [.. sources.Select(source => source.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. first.Targets.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }
}
