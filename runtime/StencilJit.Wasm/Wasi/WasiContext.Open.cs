namespace StencilJit.Wasm.Wasi;

// path_open.
public sealed partial class WasiContext
{
    internal Errno PathOpen(
        GuestMemory memory,
        uint fd,
        uint lookup,
        uint path,
        uint length,
        uint openFlags,
        ulong rights,
        ulong inheriting,
        uint flags,
        uint result)
    {
        if ((openFlags & ~(uint)OpenFlags.All) != 0 || (flags & ~(uint)FdFlags.All) != 0)
            return Errno.Inval;
        var how = (OpenFlags)openFlags;

        // As with POSIX, a file that must be new is not one that a link refers to.
        var follow = Follows(lookup) && (how & OpenFlags.Exclusive) == 0;
        var error = Resolve(memory, fd, path, length, follow, out var found);
        if (error != Errno.Success)
            return error;

        // Without a place for the result nothing is opened, or made.
        if (!memory.TrySlice(result, sizeof(uint), out _))
            return Errno.Fault;
        error = Open(found, how, (Rights)rights, (FdFlags)flags, out var opened);
        if (error != Errno.Success)
            return error;
        opened!.InheritingRights = (Rights)inheriting & Rights.All;
        opened.Flags = (FdFlags)flags;
        memory.TryWrite(result, _descriptors.Add(opened));
        return Errno.Success;
    }

    private static Errno Open(SandboxPath path, OpenFlags how, Rights rights, FdFlags flags, out Descriptor? opened)
    {
        opened = null;
        var type = path.Type;
        if (type is not null && (how & (OpenFlags.Create | OpenFlags.Exclusive)) == (OpenFlags.Create | OpenFlags.Exclusive))
            return Errno.Exist;
        switch (type)
        {
            case FileType.SymbolicLink:
                return Errno.Loop;
            case FileType.Directory:
                return OpenDirectory(path, how, rights, out opened);
            case null when (how & OpenFlags.Create) == 0:
                return Errno.Noent;
            case null when path.MustBeDirectory || (how & OpenFlags.Directory) != 0:
                return (how & OpenFlags.Directory) != 0 ? Errno.Inval : Errno.Isdir;
            case not null when path.MustBeDirectory || (how & OpenFlags.Directory) != 0:
                return Errno.Notdir;
            default:
                return OpenFile(path.HostPath, how, rights, flags, out opened);
        }
    }

    private static Errno OpenDirectory(SandboxPath path, OpenFlags how, Rights rights, out Descriptor? opened)
    {
        opened = null;
        if ((how & OpenFlags.Create) != 0 && (how & OpenFlags.Directory) != 0)
            return Errno.Inval;
        var writes = (how & OpenFlags.Directory) == 0 && (rights & Rights.FdWrite) != 0;
        if (writes || (how & (OpenFlags.Create | OpenFlags.Truncate)) != 0)
            return Errno.Isdir;
        opened = new DirectoryDescriptor(SandboxDirectory.At(path), guestPath: null) { Rights = rights & Rights.Directory };
        return Errno.Success;
    }

    private static Errno OpenFile(string path, OpenFlags how, Rights rights, FdFlags flags, out Descriptor? opened)
    {
        opened = null;
        var canRead = (rights & Rights.FdRead) != 0;
        var canWrite = (rights & Rights.FdWrite) != 0;
        var mode = (how & (OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.Truncate)) switch
        {
            OpenFlags.None or OpenFlags.Exclusive => FileMode.Open,
            OpenFlags.Truncate or (OpenFlags.Truncate | OpenFlags.Exclusive) => FileMode.Truncate,
            OpenFlags.Create => FileMode.OpenOrCreate,
            OpenFlags.Create | OpenFlags.Truncate => FileMode.Create,
            _ => FileMode.CreateNew,
        };

        // .NET makes and empties files only for writing; what the program may do afterwards is what it asked for.
        var access = canWrite || mode is not (FileMode.Open or FileMode.OpenOrCreate)
            ? canRead ? FileAccess.ReadWrite : FileAccess.Write
            : FileAccess.Read;
        var options = (flags & (FdFlags.Dsync | FdFlags.Sync)) != 0 ? FileOptions.WriteThrough : FileOptions.None;
        var handle = File.OpenHandle(path, mode, access, FileShare.ReadWrite | FileShare.Delete, options);
        opened = new FileDescriptor(handle, path, canRead, canWrite) { Rights = rights & Rights.File };
        return Errno.Success;
    }
}
