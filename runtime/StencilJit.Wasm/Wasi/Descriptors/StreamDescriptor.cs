namespace StencilJit.Wasm.Wasi;

/// <summary>One of the three standard streams. It belongs to whoever made it.</summary>
internal sealed class StreamDescriptor : Descriptor
{
    private readonly Stream _stream;
    private readonly bool _isInput;
    private readonly bool _isTerminal;

    public StreamDescriptor(Stream stream, bool isInput, bool isTerminal)
    {
        _stream = stream;
        _isInput = isInput;
        _isTerminal = isTerminal;

        // A terminal is told by that it cannot seek.
        Rights = Rights.PollFdReadwrite | Rights.FdFilestatGet | Rights.FdFdstatSetFlags
            | (isInput ? Rights.FdRead : Rights.FdWrite | Rights.FdSync | Rights.FdDatasync);
        Flags = isInput ? FdFlags.None : FdFlags.Append;
    }

    public override FileType Type => _isTerminal ? FileType.CharacterDevice : FileType.Unknown;

    public override Errno GetStatus(out FileStatus status)
    {
        status = new FileStatus(Type, 0, 0, 0, 0);
        return Errno.Success;
    }

    public override Errno Read(Span<byte> buffer, out int count)
    {
        count = 0;
        if (!_isInput)
            return Errno.Badf;
        count = _stream.Read(buffer);
        return Errno.Success;
    }

    public override Errno Write(ReadOnlySpan<byte> bytes)
    {
        if (_isInput)
            return Errno.Badf;
        _stream.Write(bytes);
        _stream.Flush();
        return Errno.Success;
    }

    public override Errno ReadAt(ulong offset, Span<byte> buffer, out int count)
    {
        count = 0;
        return Errno.Spipe;
    }

    public override Errno WriteAt(ulong offset, ReadOnlySpan<byte> bytes) => Errno.Spipe;

    public override Errno Seek(long offset, Whence whence, out ulong position)
    {
        position = 0;
        return Errno.Spipe;
    }

    public override Errno SetSize(ulong size) => Errno.Inval;
}
