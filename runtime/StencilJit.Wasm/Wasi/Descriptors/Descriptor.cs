namespace StencilJit.Wasm.Wasi;

/// <summary>
/// What a program's file descriptor stands for. What a kind of it cannot do answers as POSIX does.
/// </summary>
internal abstract class Descriptor : IDisposable
{
    public abstract FileType Type { get; }

    public Rights Rights { get; set; }

    /// <summary>The rights that what is opened from here can have.</summary>
    public Rights InheritingRights { get; set; }

    public FdFlags Flags { get; set; }

    public abstract Errno GetStatus(out FileStatus status);

    /// <summary>Reads what is next. Nothing read, and something asked for, is the end.</summary>
    public virtual Errno Read(Span<byte> buffer, out int count)
    {
        count = 0;
        return Errno.Badf;
    }

    public virtual Errno Write(ReadOnlySpan<byte> bytes) => Errno.Badf;

    /// <summary>Reads at an offset; the position stays as it is.</summary>
    public virtual Errno ReadAt(ulong offset, Span<byte> buffer, out int count)
    {
        count = 0;
        return Errno.Badf;
    }

    public virtual Errno WriteAt(ulong offset, ReadOnlySpan<byte> bytes) => Errno.Badf;

    public virtual Errno Seek(long offset, Whence whence, out ulong position)
    {
        position = 0;
        return Errno.Badf;
    }

    public virtual Errno SetSize(ulong size) => Errno.Badf;

    public virtual Errno Synchronize() => Errno.Success;

    public virtual Errno SetTimes(DateTime? access, DateTime? modification) => Errno.Badf;

    public virtual void Dispose()
    {
    }
}
