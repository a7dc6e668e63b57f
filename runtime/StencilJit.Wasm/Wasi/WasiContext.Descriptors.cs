namespace StencilJit.Wasm.Wasi;

// Functions on open descriptors.
public sealed partial class WasiContext
{
    private const uint VectorLength = 8;
    private const int LastAdvice = 5;

    internal Errno FdClose(uint fd) => _descriptors.Close(fd);

    internal Errno FdRenumber(uint from, uint to) => _descriptors.Renumber(from, to);

    internal Errno FdRead(GuestMemory memory, uint fd, uint vectors, uint count, uint result)
    {
        if (!_descriptors.TryGet(fd, out var descriptor))
            return Errno.Badf;
        return Read(memory, descriptor, vectors, count, null, result);
    }

    internal Errno FdPread(GuestMemory memory, uint fd, uint vectors, uint count, ulong offset, uint result)
    {
        if (!_descriptors.TryGet(fd, out var descriptor))
            return Errno.Badf;
        return Read(memory, descriptor, vectors, count, offset, result);
    }

    internal Errno FdWrite(GuestMemory memory, uint fd, uint vectors, uint count, uint result)
    {
        if (!_descriptors.TryGet(fd, out var descriptor))
            return Errno.Badf;
        return Write(memory, descriptor, vectors, count, null, result);
    }

    internal Errno FdPwrite(GuestMemory memory, uint fd, uint vectors, uint count, ulong offset, uint result)
    {
        if (!_descriptors.TryGet(fd, out var descriptor))
            return Errno.Badf;
        return Write(memory, descriptor, vectors, count, offset, result);
    }

    internal Errno FdSeek(GuestMemory memory, uint fd, long offset, uint whence, uint result)
    {
        if (!_descriptors.TryGet(fd, out var descriptor))
            return Errno.Badf;
        if (whence > (uint)Whence.End)
            return Errno.Inval;
        var error = descriptor.Seek(offset, (Whence)whence, out var position);
        return error != Errno.Success || memory.TryWrite(result, position) ? error : Errno.Fault;
    }

    internal Errno FdFdstatGet(GuestMemory memory, uint fd, uint result)
    {
        if (!_descriptors.TryGet(fd, out var descriptor))
            return Errno.Badf;
        if (!memory.TrySlice(result, 24, out var target))
            return Errno.Fault;
        target.Clear();
        target[0] = (byte)descriptor.Type;
        GuestMemory.Write(target, 2, (ushort)descriptor.Flags);
        GuestMemory.Write(target, 8, (ulong)descriptor.Rights);
        GuestMemory.Write(target, 16, (ulong)descriptor.InheritingRights);
        return Errno.Success;
    }

    internal Errno FdFdstatSetFlags(uint fd, uint flags)
    {
        if (!_descriptors.TryGet(fd, out var descriptor))
            return Errno.Badf;
        if ((flags & ~(uint)FdFlags.All) != 0)
            return Errno.Inval;
        descriptor.Flags = (FdFlags)flags;
        return Errno.Success;
    }

    /// <summary>Rights can only be given up.</summary>
    internal Errno FdFdstatSetRights(uint fd, ulong rights, ulong inheriting)
    {
        if (!_descriptors.TryGet(fd, out var descriptor))
            return Errno.Badf;
        if (((Rights)rights & ~descriptor.Rights) != 0 || ((Rights)inheriting & ~descriptor.InheritingRights) != 0)
            return Errno.Notcapable;
        descriptor.Rights = (Rights)rights;
        descriptor.InheritingRights = (Rights)inheriting;
        return Errno.Success;
    }

    internal Errno FdFilestatGet(GuestMemory memory, uint fd, uint result)
    {
        if (!_descriptors.TryGet(fd, out var descriptor))
            return Errno.Badf;
        var error = descriptor.GetStatus(out var status);
        return error != Errno.Success || status.TryWrite(memory, result) ? error : Errno.Fault;
    }

    internal Errno FdFilestatSetSize(uint fd, ulong size) =>
        _descriptors.TryGet(fd, out var descriptor) ? descriptor.SetSize(size) : Errno.Badf;

    internal Errno FdFilestatSetTimes(uint fd, ulong access, ulong modification, uint flags)
    {
        if (!_descriptors.TryGet(fd, out var descriptor))
            return Errno.Badf;
        var error = ReadTimes(access, modification, flags, out var accessed, out var modified);
        return error == Errno.Success ? descriptor.SetTimes(accessed, modified) : error;
    }

    internal Errno FdSync(uint fd) => _descriptors.TryGet(fd, out var descriptor) ? descriptor.Synchronize() : Errno.Badf;

    /// <summary>Advice about coming accesses is not needed; only its form is checked.</summary>
    internal Errno FdAdvise(uint fd, uint advice)
    {
        if (!_descriptors.TryGet(fd, out var descriptor) || descriptor.Type == FileType.Directory)
            return Errno.Badf;
        return advice <= LastAdvice ? Errno.Success : Errno.Inval;
    }

    internal Errno FdAllocate(uint fd, ulong offset, ulong length)
    {
        if (!_descriptors.TryGet(fd, out var descriptor))
            return Errno.Badf;
        if (length == 0 || offset > long.MaxValue - length)
            return Errno.Inval;
        if (descriptor.Type != FileType.RegularFile)
            return Errno.Badf;
        var error = descriptor.GetStatus(out var status);
        return error == Errno.Success && offset + length > status.Size ? descriptor.SetSize(offset + length) : error;
    }

    internal Errno SockNone(uint fd) => _descriptors.TryGet(fd, out _) ? Errno.Notsock : Errno.Badf;

    private static Errno Read(
        GuestMemory memory, Descriptor descriptor, uint vectors, uint count, ulong? offset, uint result)
    {
        var total = 0u;
        var error = Errno.Success;
        for (var i = 0u; i < count; i++)
        {
            if (!TryGetVector(memory, vectors, i, out var buffer))
                return Errno.Fault;
            if (buffer.IsEmpty)
                continue;
            error = offset is { } start
                ? descriptor.ReadAt(start + total, buffer, out var length)
                : descriptor.Read(buffer, out length);
            total += (uint)length;

            // What is there now is enough: reading on could wait for more.
            if (error != Errno.Success || length < buffer.Length)
                break;
        }

        if (error != Errno.Success && total == 0)
            return error;
        return memory.TryWrite(result, total) ? Errno.Success : Errno.Fault;
    }

    private static Errno Write(
        GuestMemory memory, Descriptor descriptor, uint vectors, uint count, ulong? offset, uint result)
    {
        var total = 0u;
        for (var i = 0u; i < count; i++)
        {
            if (!TryGetVector(memory, vectors, i, out var bytes))
                return Errno.Fault;
            var error = offset is { } start ? descriptor.WriteAt(start + total, bytes) : descriptor.Write(bytes);
            if (error != Errno.Success)
                return error;
            total += (uint)bytes.Length;
        }

        return memory.TryWrite(result, total) ? Errno.Success : Errno.Fault;
    }

    /// <summary>A part of the program's memory that an <c>iovec</c> describes.</summary>
    private static bool TryGetVector(GuestMemory memory, uint vectors, uint index, out Span<byte> bytes)
    {
        bytes = default;
        var address = vectors + ((ulong)index * VectorLength);
        return address <= uint.MaxValue
            && memory.TryRead<uint>((uint)address, out var start)
            && memory.TryRead<uint>((uint)address + sizeof(uint), out var length)
            && memory.TrySlice(start, length, out bytes);
    }

    private Errno ReadTimes(ulong access, ulong modification, uint flags, out DateTime? accessed, out DateTime? modified)
    {
        const TimeFlags BothAccess = TimeFlags.Access | TimeFlags.AccessNow;
        const TimeFlags BothModification = TimeFlags.Modification | TimeFlags.ModificationNow;
        var chosen = (TimeFlags)flags;
        accessed = null;
        modified = null;
        if ((flags & ~(uint)TimeFlags.All) != 0
            || (chosen & BothAccess) == BothAccess
            || (chosen & BothModification) == BothModification)
        {
            return Errno.Inval;
        }

        var now = _time.GetUtcNow().UtcDateTime;
        accessed = (chosen & TimeFlags.Access) != 0 ? HostFile.Time(access) : (chosen & TimeFlags.AccessNow) != 0 ? now : null;
        modified = (chosen & TimeFlags.Modification) != 0 ? HostFile.Time(modification)
            : (chosen & TimeFlags.ModificationNow) != 0 ? now
            : null;
        return Errno.Success;
    }
}
