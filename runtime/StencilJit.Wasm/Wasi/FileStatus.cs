namespace StencilJit.Wasm.Wasi;

/// <summary>What is told of a file: the interface's <c>filestat</c>. Times are in nanoseconds since 1970.</summary>
internal readonly record struct FileStatus(FileType Type, ulong Inode, ulong Size, ulong AccessTime, ulong ModificationTime)
{
    /// <summary>The bytes of the structure in the program's memory.</summary>
    public const int Length = 64;

    private const ulong Device = 1;
    private const ulong Links = 1;

    /// <summary>Writes the structure; the time of the last change of status is that of the contents.</summary>
    public bool TryWrite(GuestMemory memory, uint address)
    {
        if (!memory.TrySlice(address, Length, out var target))
            return false;
        target.Clear();
        GuestMemory.Write(target, 0, Device);
        GuestMemory.Write(target, 8, Inode);
        target[16] = (byte)Type;
        GuestMemory.Write(target, 24, Links);
        GuestMemory.Write(target, 32, Size);
        GuestMemory.Write(target, 40, AccessTime);
        GuestMemory.Write(target, 48, ModificationTime);
        GuestMemory.Write(target, 56, ModificationTime);
        return true;
    }
}
