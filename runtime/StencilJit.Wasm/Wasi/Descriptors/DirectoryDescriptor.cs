namespace StencilJit.Wasm.Wasi;

/// <summary>An open directory.</summary>
internal sealed class DirectoryDescriptor : Descriptor
{
    private IReadOnlyList<DirectoryEntry> _entries = [];

    /// <param name="directory">The directory.</param>
    /// <param name="guestPath">What the program knows it as, where it was given it at its start.</param>
    public DirectoryDescriptor(SandboxDirectory directory, string? guestPath)
    {
        Directory = directory;
        GuestPath = guestPath;
        Rights = Rights.Directory;
        InheritingRights = Rights.All;
    }

    public override FileType Type => FileType.Directory;

    public SandboxDirectory Directory { get; }

    public string? GuestPath { get; }

    public override Errno GetStatus(out FileStatus status)
    {
        status = default;
        var error = Directory.Resolve(".", followLast: true, out var path);
        if (error != Errno.Success)
            return error;
        if (path.Type != FileType.Directory)
            return Errno.Noent;
        status = HostFile.Status(path.HostPath, FileType.Directory);
        return Errno.Success;
    }

    public override Errno SetTimes(DateTime? access, DateTime? modification)
    {
        var error = Directory.Resolve(".", followLast: true, out var path);
        if (error != Errno.Success)
            return error;
        if (access is { } accessed)
            System.IO.Directory.SetLastAccessTimeUtc(path.HostPath, accessed);
        if (modification is { } modified)
            System.IO.Directory.SetLastWriteTimeUtc(path.HostPath, modified);
        return Errno.Success;
    }

    /// <summary>
    /// What is in the directory, itself and its parent included, as it was when the program last began to list it.
    /// </summary>
    public Errno List(bool begin, out IReadOnlyList<DirectoryEntry> entries)
    {
        var error = Errno.Success;
        if (begin)
        {
            error = Directory.Resolve(".", followLast: true, out var path);
            if (error == Errno.Success)
                _entries = DirectoryEntry.List(path.HostPath);
        }

        entries = _entries;
        return error;
    }
}
