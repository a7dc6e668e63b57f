namespace StencilJit.Wasm.Wasi;

/// <summary>
/// The interface's <c>rights</c>. They only remember how a descriptor was opened: programs ask for them, and for a file they
/// tell reading from writing.
/// </summary>
[Flags]
internal enum Rights : ulong
{
    None = 0,
    FdDatasync = 1 << 0,
    FdRead = 1 << 1,
    FdSeek = 1 << 2,
    FdFdstatSetFlags = 1 << 3,
    FdSync = 1 << 4,
    FdTell = 1 << 5,
    FdWrite = 1 << 6,
    FdAdvise = 1 << 7,
    FdAllocate = 1 << 8,
    FdFilestatGet = 1 << 21,
    FdFilestatSetSize = 1 << 22,
    FdFilestatSetTimes = 1 << 23,
    PollFdReadwrite = 1 << 27,

    /// <summary>All that the interface has, sockets aside.</summary>
    All = (1 << 28) - 1,

    /// <summary>Those that mean something for a file.</summary>
    File = FdDatasync | FdRead | FdSeek | FdFdstatSetFlags | FdSync | FdTell | FdWrite | FdAdvise | FdAllocate
        | FdFilestatGet | FdFilestatSetSize | FdFilestatSetTimes | PollFdReadwrite,

    /// <summary>Those that mean something for a directory.</summary>
    Directory = All & ~(FdRead | FdSeek | FdTell | FdWrite | FdAllocate | FdFilestatSetSize),
}
