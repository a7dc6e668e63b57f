using System.Text;

namespace StencilJit.Wasm.Wasi;

/// <summary>Something in a directory: the interface's <c>dirent</c> and the name that follows it.</summary>
internal sealed record DirectoryEntry(byte[] Name, FileType Type, ulong Inode)
{
    private const int HeaderLength = 24;

    /// <summary>The entries of a directory in the order of their names.</summary>
    public static IReadOnlyList<DirectoryEntry> List(string path)
    {
        var entries = new List<DirectoryEntry>
        {
            new("."u8.ToArray(), FileType.Directory, HostFile.Inode(path)),
            new(".."u8.ToArray(), FileType.Directory, HostFile.Inode(path + "/..")),
        };
        var infos = new DirectoryInfo(path).EnumerateFileSystemInfos();
        foreach (var info in infos.OrderBy(info => info.Name, StringComparer.Ordinal))
        {
            var type = info.LinkTarget is not null ? FileType.SymbolicLink
                : info is DirectoryInfo ? FileType.Directory
                : FileType.RegularFile;
            entries.Add(new DirectoryEntry(Encoding.UTF8.GetBytes(info.Name), type, HostFile.Inode(info.FullName)));
        }

        return entries;
    }

    /// <summary>Writes as much of the entry as fits.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="next">What the program names to go on after this entry.</param>
    /// <returns>The bytes written.</returns>
    public int Write(Span<byte> target, ulong next)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        header.Clear();
        GuestMemory.Write(header, 0, next);
        GuestMemory.Write(header, 8, Inode);
        GuestMemory.Write(header, 16, (uint)Name.Length);
        header[20] = (byte)Type;
        var written = CopyStart(header, target);
        return written + CopyStart(Name, target[written..]);
    }

    private static int CopyStart(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var count = Math.Min(source.Length, target.Length);
        source[..count].CopyTo(target);
        return count;
    }
}
