using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace StencilJit.Wasm.Wasi;

// Functions on paths but path_open.
public sealed partial class WasiContext
{
    private const uint FollowSymbolicLink = 1;

    internal Errno FdPrestatGet(GuestMemory memory, uint fd, uint result)
    {
        if (!TryGetGiven(fd, out var name))
            return Errno.Badf;
        if (!memory.TrySlice(result, 8, out var target))
            return Errno.Fault;
        target.Clear(); // a directory is 0
        GuestMemory.Write(target, 4, (uint)Encoding.UTF8.GetByteCount(name));
        return Errno.Success;
    }

    internal Errno FdPrestatDirName(GuestMemory memory, uint fd, uint buffer, uint length)
    {
        if (!TryGetGiven(fd, out var name))
            return Errno.Badf;
        var bytes = Encoding.UTF8.GetBytes(name);
        if (length < bytes.Length)
            return Errno.Nametoolong;
        if (!memory.TrySlice(buffer, (uint)bytes.Length, out var target))
            return Errno.Fault;
        bytes.CopyTo(target);
        return Errno.Success;
    }

    internal Errno FdReaddir(GuestMemory memory, uint fd, uint buffer, uint length, ulong cookie, uint result)
    {
        if (!_descriptors.TryGet(fd, out var descriptor))
            return Errno.Badf;
        if (descriptor is not DirectoryDescriptor directory)
            return Errno.Notdir;
        if (!memory.TrySlice(buffer, length, out var target))
            return Errno.Fault;
        var error = directory.List(begin: cookie == 0, out var entries);
        if (error != Errno.Success)
            return error;
        var used = 0;
        for (var i = cookie; i < (ulong)entries.Count && used < target.Length; i++)
            used += entries[(int)i].Write(target[used..], i + 1);
        return memory.TryWrite(result, (uint)used) ? Errno.Success : Errno.Fault;
    }

    internal Errno PathFilestatGet(GuestMemory memory, uint fd, uint lookup, uint path, uint length, uint result)
    {
        var error = Find(memory, fd, path, length, Follows(lookup), out var found, out var type);
        if (error != Errno.Success)
            return error;
        return HostFile.Status(found.HostPath, type).TryWrite(memory, result) ? Errno.Success : Errno.Fault;
    }

    internal Errno PathFilestatSetTimes(
        GuestMemory memory, uint fd, uint lookup, uint path, uint length, ulong access, ulong modification, uint flags)
    {
        var error = ReadTimes(access, modification, flags, out var accessed, out var modified);
        if (error != Errno.Success)
            return error;
        error = Find(memory, fd, path, length, Follows(lookup), out var found, out var type);
        if (error != Errno.Success)
            return error;

        // .NET's functions change a link itself, not what it refers to.
        FileSystemInfo info = type == FileType.Directory ? new DirectoryInfo(found.HostPath) : new FileInfo(found.HostPath);
        if (accessed is { } accessTime)
            info.LastAccessTimeUtc = accessTime;
        if (modified is { } modificationTime)
            info.LastWriteTimeUtc = modificationTime;
        return Errno.Success;
    }

    internal Errno PathCreateDirectory(GuestMemory memory, uint fd, uint path, uint length)
    {
        var error = Resolve(memory, fd, path, length, follow: false, out var found);
        if (error != Errno.Success)
            return error;
        if (found.Type is not null)
            return Errno.Exist;
        Directory.CreateDirectory(found.HostPath);
        return Errno.Success;
    }

    internal Errno PathRemoveDirectory(GuestMemory memory, uint fd, uint path, uint length)
    {
        var error = Find(memory, fd, path, length, follow: false, out var found, out var type);
        if (error != Errno.Success)
            return error;
        if (type != FileType.Directory)
            return Errno.Notdir;
        if (found.Names.IsEmpty)
            return Errno.Busy;
        if (Directory.EnumerateFileSystemEntries(found.HostPath).Any())
            return Errno.Notempty;
        Directory.Delete(found.HostPath, recursive: false);
        return Errno.Success;
    }

    internal Errno PathUnlinkFile(GuestMemory memory, uint fd, uint path, uint length)
    {
        var error = Find(memory, fd, path, length, follow: false, out var found, out var type);
        if (error != Errno.Success)
            return error;
        if (type == FileType.Directory)
            return Errno.Isdir;
        File.Delete(found.HostPath);
        return Errno.Success;
    }

    internal Errno PathRename(
        GuestMemory memory, uint oldFd, uint oldPath, uint oldLength, uint newFd, uint newPath, uint newLength)
    {
        var error = Find(memory, oldFd, oldPath, oldLength, follow: false, out var source, out _);
        if (error != Errno.Success)
            return error;
        error = Resolve(memory, newFd, newPath, newLength, follow: false, out var target);
        return error == Errno.Success ? Rename(source, target) : error;
    }

    internal Errno PathSymlink(GuestMemory memory, uint target, uint targetLength, uint fd, uint path, uint length)
    {
        var error = ReadText(memory, target, targetLength, out var text);
        if (error != Errno.Success)
            return error;
        if (text.Length == 0)
            return Errno.Noent;
        if (text.Contains('\0'))
            return Errno.Inval;

        // A link out of the sandbox would be refused whenever it is followed; an absolute one always is.
        if (Path.IsPathRooted(text))
            return Errno.Notcapable;
        error = Resolve(memory, fd, path, length, follow: false, out var found);
        if (error != Errno.Success)
            return error;
        if (found.Type is not null)
            return Errno.Exist;
        if (found.MustBeDirectory)
            return Errno.Noent;
        File.CreateSymbolicLink(found.HostPath, text);
        return Errno.Success;
    }

    internal Errno PathReadlink(
        GuestMemory memory, uint fd, uint path, uint length, uint buffer, uint bufferLength, uint result)
    {
        var error = Find(memory, fd, path, length, follow: false, out var found, out _);
        if (error != Errno.Success)
            return error;
        if (found.LinkTarget is not { } target)
            return Errno.Inval;
        if (!memory.TrySlice(buffer, bufferLength, out var bytes))
            return Errno.Fault;
        var text = Encoding.UTF8.GetBytes(target);
        var count = Math.Min(text.Length, bytes.Length);
        text.AsSpan(0, count).CopyTo(bytes);
        return memory.TryWrite(result, (uint)count) ? Errno.Success : Errno.Fault;
    }

    /// <summary>As POSIX: what is at the target is replaced if it is of the same kind, a directory only if it is empty.</summary>
    private static Errno Rename(SandboxPath source, SandboxPath target)
    {
        var (from, to) = (source.HostPath, target.HostPath);
        if (source.Names.IsEmpty || target.Names.IsEmpty)
            return Errno.Busy;
        if (source.Type != FileType.Directory)
        {
            if (target.Type == FileType.Directory)
                return Errno.Isdir;
            if (target.MustBeDirectory)
                return Errno.Notdir;
            File.Move(from, to, overwrite: true);
            return Errno.Success;
        }

        if (from == to)
            return Errno.Success;
        if (to.StartsWith(from + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return Errno.Inval;
        if (target.Type is { } type)
        {
            if (type != FileType.Directory)
                return Errno.Notdir;
            if (Directory.EnumerateFileSystemEntries(to).Any())
                return Errno.Notempty;
            Directory.Delete(to, recursive: false);
        }

        Directory.Move(from, to);
        return Errno.Success;
    }

    private static bool Follows(uint lookup) => (lookup & FollowSymbolicLink) != 0;

    /// <summary>Follows a path to something that must be there.</summary>
    private Errno Find(
        GuestMemory memory, uint fd, uint path, uint length, bool follow, out SandboxPath found, out FileType type)
    {
        type = default;
        var error = Resolve(memory, fd, path, length, follow, out found);
        if (error != Errno.Success)
            return error;
        if (found.Type is not { } there)
            return Errno.Noent;
        type = there;
        return found.MustBeDirectory && type != FileType.Directory ? Errno.Notdir : Errno.Success;
    }

    private Errno Resolve(GuestMemory memory, uint fd, uint path, uint length, bool follow, out SandboxPath found)
    {
        found = default;
        if (!_descriptors.TryGet(fd, out var descriptor))
            return Errno.Badf;
        if (descriptor is not DirectoryDescriptor directory)
            return Errno.Notdir;
        var error = ReadText(memory, path, length, out var text);
        return error == Errno.Success ? directory.Directory.Resolve(text, follow, out found) : error;
    }

    private static Errno ReadText(GuestMemory memory, uint address, uint length, out string text)
    {
        text = "";
        if (!memory.TrySlice(address, length, out var bytes))
            return Errno.Fault;
        try
        {
            text = s_utf8.GetString(bytes);
            return Errno.Success;
        }
        catch (DecoderFallbackException)
        {
            return Errno.Ilseq;
        }
    }

    private bool TryGetGiven(uint fd, [NotNullWhen(true)] out string? name)
    {
        name = _descriptors.TryGet(fd, out var descriptor) ? (descriptor as DirectoryDescriptor)?.GuestPath : null;
        return name is not null;
    }
}
