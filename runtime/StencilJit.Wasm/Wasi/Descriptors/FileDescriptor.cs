using Microsoft.Win32.SafeHandles;

namespace StencilJit.Wasm.Wasi;

/// <summary>An open file, with a position of its own.</summary>
internal sealed class FileDescriptor : Descriptor
{
    private readonly SafeFileHandle _handle;
    private readonly ulong _inode;
    private readonly bool _canRead;
    private readonly bool _canWrite;
    private long _position;

    public FileDescriptor(SafeFileHandle handle, string path, bool canRead, bool canWrite)
    {
        _handle = handle;
        _inode = HostFile.Inode(path);
        _canRead = canRead;
        _canWrite = canWrite;
    }

    public override FileType Type => FileType.RegularFile;

    public override Errno GetStatus(out FileStatus status)
    {
        status = new FileStatus(
            Type,
            _inode,
            (ulong)RandomAccess.GetLength(_handle),
            HostFile.Nanoseconds(File.GetLastAccessTimeUtc(_handle)),
            HostFile.Nanoseconds(File.GetLastWriteTimeUtc(_handle)));
        return Errno.Success;
    }

    public override Errno Read(Span<byte> buffer, out int count)
    {
        var error = ReadAt((ulong)_position, buffer, out count);
        _position += count;
        return error;
    }

    public override Errno Write(ReadOnlySpan<byte> bytes)
    {
        if (!_canWrite)
            return Errno.Badf;
        if ((Flags & FdFlags.Append) != 0)
            _position = RandomAccess.GetLength(_handle);
        if (_position > long.MaxValue - bytes.Length)
            return Errno.Fbig;
        RandomAccess.Write(_handle, bytes, _position);
        _position += bytes.Length;
        if ((Flags & (FdFlags.Dsync | FdFlags.Sync)) != 0)
            RandomAccess.FlushToDisk(_handle);
        return Errno.Success;
    }

    public override Errno ReadAt(ulong offset, Span<byte> buffer, out int count)
    {
        count = 0;
        if (!_canRead)
            return Errno.Badf;
        if (offset > long.MaxValue)
            return Errno.Inval;
        count = RandomAccess.Read(_handle, buffer, (long)offset);
        return Errno.Success;
    }

    public override Errno WriteAt(ulong offset, ReadOnlySpan<byte> bytes)
    {
        if (!_canWrite)
            return Errno.Badf;
        if (offset > (ulong)(long.MaxValue - bytes.Length))
            return Errno.Inval;
        RandomAccess.Write(_handle, bytes, (long)offset);
        return Errno.Success;
    }

    public override Errno Seek(long offset, Whence whence, out ulong position)
    {
        var start = whence switch
        {
            Whence.Set => 0,
            Whence.Current => _position,
            _ => RandomAccess.GetLength(_handle),
        };
        position = 0;
        if (offset > long.MaxValue - start || start + offset < 0)
            return Errno.Inval;
        _position = start + offset;
        position = (ulong)_position;
        return Errno.Success;
    }

    public override Errno SetSize(ulong size)
    {
        if (!_canWrite)
            return Errno.Badf;
        if (size > long.MaxValue)
            return Errno.Inval;
        RandomAccess.SetLength(_handle, (long)size);
        return Errno.Success;
    }

    public override Errno Synchronize()
    {
        RandomAccess.FlushToDisk(_handle);
        return Errno.Success;
    }

    public override Errno SetTimes(DateTime? access, DateTime? modification)
    {
        if (access is { } accessed)
            File.SetLastAccessTimeUtc(_handle, accessed);
        if (modification is { } modified)
            File.SetLastWriteTimeUtc(_handle, modified);
        return Errno.Success;
    }

    public override void Dispose() => _handle.Dispose();
}
