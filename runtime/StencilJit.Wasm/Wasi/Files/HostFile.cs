using System.Text;

namespace StencilJit.Wasm.Wasi;

/// <summary>What the program is told of files of this machine.</summary>
internal static class HostFile
{
    /// <summary>What is at a path: a link itself, not what it refers to. Null where nothing is.</summary>
    public static FileType? TypeOf(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
            return FileType.SymbolicLink;
        if (Directory.Exists(path))
            return FileType.Directory;
        return File.Exists(path) ? FileType.RegularFile : null;
    }

    public static FileStatus Status(string path, FileType type)
    {
        FileSystemInfo info = type == FileType.Directory ? new DirectoryInfo(path) : new FileInfo(path);
        var size = type switch
        {
            FileType.RegularFile => (ulong)((FileInfo)info).Length,
            FileType.SymbolicLink => (ulong)Encoding.UTF8.GetByteCount(info.LinkTarget ?? ""),
            _ => 0UL,
        };
        return new FileStatus(type, Inode(path), size, Nanoseconds(info.LastAccessTimeUtc), Nanoseconds(info.LastWriteTimeUtc));
    }

    /// <summary>
    /// A number that is the same for the same path: .NET does not tell a file's own. Programs only compare it (FNV-1a).
    /// </summary>
    public static ulong Inode(string path)
    {
        var hash = 14695981039346656037UL;
        foreach (var octet in Encoding.UTF8.GetBytes(path))
            hash = (hash ^ octet) * 1099511628211UL;
        return hash;
    }

    public static ulong Nanoseconds(DateTime time) => (ulong)Math.Max(0, (time - DateTime.UnixEpoch).Ticks) * 100;

    public static DateTime Time(ulong nanoseconds)
    {
        var ticks = Math.Min(nanoseconds / 100, (ulong)(DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks));
        return DateTime.UnixEpoch.AddTicks((long)ticks);
    }
}
