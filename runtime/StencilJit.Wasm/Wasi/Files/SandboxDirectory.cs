using System.Collections.Immutable;

namespace StencilJit.Wasm.Wasi;

/// <summary>
/// A directory that a program has, and the way from the directory that it was given. Paths of the program are followed name
/// by name, so that neither <c>..</c> nor a symbolic link leads out of it.
/// </summary>
/// <remarks>
/// What a path leads to is found first and used then: a sandbox is safe from the program that runs in it, not from another
/// process that changes the same directories at the same moment.
/// </remarks>
internal sealed class SandboxDirectory
{
    /// <summary>More links than this in one path are taken for a circle.</summary>
    private const int MaximumLinks = 40;

    private readonly string _root;
    private readonly ImmutableArray<string> _path;

    public SandboxDirectory(string root)
        : this(root, [])
    {
    }

    private SandboxDirectory(string root, ImmutableArray<string> path)
    {
        _root = root;
        _path = path;
    }

    /// <summary>The directory at a place that <see cref="Resolve"/> found.</summary>
    public static SandboxDirectory At(SandboxPath path) => new(path.Root, path.Names);

    /// <summary>Follows a path of the program.</summary>
    /// <param name="path">The path, relative to this directory.</param>
    /// <param name="followLast">Whether to follow a symbolic link that the path ends at.</param>
    /// <param name="found">Where it leads to; there need not be anything there.</param>
    public Errno Resolve(string path, bool followLast, out SandboxPath found)
    {
        found = default;
        if (path.Length == 0)
            return Errno.Noent;
        if (path.Contains('\0'))
            return Errno.Inval;
        if (path[0] == '/')
            return Errno.Notcapable;
        if (!IsUnchanged())
            return Errno.Noent;

        var endsInSlash = path[^1] == '/';
        var names = new List<string>(_path);
        var pending = new Stack<string>();
        PushNames(pending, path);
        for (var links = 0; pending.TryPop(out var name);)
        {
            if (name == "..")
            {
                if (names.Count == _path.Length)
                    return Errno.Notcapable;
                names.RemoveAt(names.Count - 1);
                continue;
            }

            if (name == ".")
                continue;
            if (!IsPossible(name))
                return Errno.Inval;
            names.Add(name);
            var here = new SandboxPath(_root, [.. names], false);
            var isLast = pending.Count == 0;
            if ((!isLast || followLast || endsInSlash) && here.LinkTarget is { } target)
            {
                if (++links > MaximumLinks)
                    return Errno.Loop;
                if (Path.IsPathRooted(target))
                    return Errno.Notcapable;
                names.RemoveAt(names.Count - 1);
                PushNames(pending, OperatingSystem.IsWindows() ? target.Replace('\\', '/') : target);
            }
            else if (!isLast && !Directory.Exists(here.HostPath))
            {
                return File.Exists(here.HostPath) ? Errno.Notdir : Errno.Noent;
            }
        }

        found = new SandboxPath(_root, [.. names], endsInSlash);
        return Errno.Success;
    }

    /// <summary>
    /// The program may have put a link where a part of the way to this directory was: that would lead anywhere.
    /// </summary>
    private bool IsUnchanged()
    {
        for (var length = 1; length <= _path.Length; length++)
        {
            if (new SandboxPath(_root, _path[..length], false).LinkTarget is not null)
                return false;
        }

        return true;
    }

    private static void PushNames(Stack<string> pending, string path)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = names.Length - 1; i >= 0; i--)
            pending.Push(names[i]);
    }

    /// <summary>
    /// Windows takes some names for something else: backslashes separate, colons name streams, dots and blanks at the end
    /// are dropped, and device names are devices in every directory.
    /// </summary>
    private static bool IsPossible(string name)
    {
        if (!OperatingSystem.IsWindows())
            return true;
        if (name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || name[^1] is '.' or ' ')
            return false;
        var stem = name.AsSpan(0, name.IndexOf('.') is >= 0 and var dot ? dot : name.Length).TrimEnd(' ');
        return !(stem.Equals("CON", StringComparison.OrdinalIgnoreCase)
            || stem.Equals("PRN", StringComparison.OrdinalIgnoreCase)
            || stem.Equals("AUX", StringComparison.OrdinalIgnoreCase)
            || stem.Equals("NUL", StringComparison.OrdinalIgnoreCase)
            || stem.Equals("CONIN$", StringComparison.OrdinalIgnoreCase)
            || stem.Equals("CONOUT$", StringComparison.OrdinalIgnoreCase)
            || (stem.Length == 4 && stem[3] is (>= '0' and <= '9') or '¹' or '²' or '³'
                && (stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase)
                    || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase))));
    }
}
