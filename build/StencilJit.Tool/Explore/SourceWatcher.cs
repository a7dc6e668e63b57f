using System.Threading.Channels;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Explore;

/// <summary>Tells which sets' files were saved.</summary>
internal sealed class SourceWatcher : IDisposable
{
    // Editors save in several steps: a change counts when nothing followed it for this long.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(40);

    private readonly List<FileSystemWatcher> watchers = [];
    private readonly Channel<int> saved = Channel.CreateUnbounded<int>();

    /// <summary>Watches sources, headers and locks.</summary>
    /// <param name="folders">The folders of the sets.</param>
    public SourceWatcher(IReadOnlyList<StencilFolder> folders)
    {
        for (var index = 0; index < folders.Count; index++)
        {
            Watch(index, folders[index].Path, "*.c", "*.h");
            Watch(index, folders[index].LockFolder, "*" + StencilFolder.LockExtension);
            foreach (var include in folders[index].IncludeDirectories)
                Watch(index, include, "*.h");
        }
    }

    /// <summary>Waits until something was saved.</summary>
    /// <returns>The numbers of the sets.</returns>
    public async Task<IReadOnlySet<int>> WaitAsync(CancellationToken cancellation)
    {
        var sets = new SortedSet<int> { await saved.Reader.ReadAsync(cancellation) };
        while (true)
        {
            while (saved.Reader.TryRead(out var set))
                sets.Add(set);
            await Task.Delay(Quiet, cancellation);
            if (!saved.Reader.TryPeek(out _))
                return sets;
        }
    }

    public void Dispose()
    {
        foreach (var watcher in watchers)
            watcher.Dispose();
    }

    private void Watch(int index, string folder, params string[] patterns)
    {
        if (!Directory.Exists(folder))
            return;
        var watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
        foreach (var pattern in patterns)
            watcher.Filters.Add(pattern);
        // Some editors write in place, others write a file beside it and rename that.
        watcher.Changed += (_, _) => saved.Writer.TryWrite(index);
        watcher.Created += (_, _) => saved.Writer.TryWrite(index);
        watcher.Deleted += (_, _) => saved.Writer.TryWrite(index);
        watcher.Renamed += (_, _) => saved.Writer.TryWrite(index);
        // Too much at once to tell what: as if all was saved.
        watcher.Error += (_, _) => saved.Writer.TryWrite(index);
        watcher.EnableRaisingEvents = true;
        watchers.Add(watcher);
    }
}
