namespace StencilJit.Wasm.Wasi;

/// <summary>
/// The functions of <c>wasi_snapshot_preview1</c>, all of them, so that any program links. What this machine's side has
/// nothing for answers ENOSYS or, for sockets, ENOTSOCK.
/// </summary>
internal static class WasiFunctions
{
    public const string ModuleName = "wasi_snapshot_preview1";

    public static IReadOnlyList<WasiFunction> All { get; } =
    [
        new("args_get", "ii", static (wasi, memory, a) => wasi.ArgsGet(memory, a[0], a[1])),
        new("args_sizes_get", "ii", static (wasi, memory, a) => wasi.ArgsSizesGet(memory, a[0], a[1])),
        new("clock_res_get", "ii", static (wasi, memory, a) => wasi.ClockResGet(memory, a[0], a[1])),
        new("clock_time_get", "iIi", static (wasi, memory, a) => wasi.ClockTimeGet(memory, a[0], a[2])),
        new("environ_get", "ii", static (wasi, memory, a) => wasi.EnvironGet(memory, a[0], a[1])),
        new("environ_sizes_get", "ii", static (wasi, memory, a) => wasi.EnvironSizesGet(memory, a[0], a[1])),
        new("fd_advise", "iIIi", static (wasi, _, a) => wasi.FdAdvise(a[0], a[3])),
        new("fd_allocate", "iII", static (wasi, _, a) => wasi.FdAllocate(a[0], a.Wide(1), a.Wide(2))),
        new("fd_close", "i", static (wasi, _, a) => wasi.FdClose(a[0])),
        new("fd_datasync", "i", static (wasi, _, a) => wasi.FdSync(a[0])),
        new("fd_fdstat_get", "ii", static (wasi, memory, a) => wasi.FdFdstatGet(memory, a[0], a[1])),
        new("fd_fdstat_set_flags", "ii", static (wasi, _, a) => wasi.FdFdstatSetFlags(a[0], a[1])),
        new("fd_fdstat_set_rights", "iII", static (wasi, _, a) => wasi.FdFdstatSetRights(a[0], a.Wide(1), a.Wide(2))),
        new("fd_filestat_get", "ii", static (wasi, memory, a) => wasi.FdFilestatGet(memory, a[0], a[1])),
        new("fd_filestat_set_size", "iI", static (wasi, _, a) => wasi.FdFilestatSetSize(a[0], a.Wide(1))),
        new("fd_filestat_set_times", "iIIi", static (wasi, _, a) => wasi.FdFilestatSetTimes(a[0], a.Wide(1), a.Wide(2), a[3])),
        new("fd_pread", "iiiIi", static (wasi, memory, a) => wasi.FdPread(memory, a[0], a[1], a[2], a.Wide(3), a[4])),
        new("fd_prestat_dir_name", "iii", static (wasi, memory, a) => wasi.FdPrestatDirName(memory, a[0], a[1], a[2])),
        new("fd_prestat_get", "ii", static (wasi, memory, a) => wasi.FdPrestatGet(memory, a[0], a[1])),
        new("fd_pwrite", "iiiIi", static (wasi, memory, a) => wasi.FdPwrite(memory, a[0], a[1], a[2], a.Wide(3), a[4])),
        new("fd_read", "iiii", static (wasi, memory, a) => wasi.FdRead(memory, a[0], a[1], a[2], a[3])),
        new("fd_readdir", "iiiIi", static (wasi, memory, a) => wasi.FdReaddir(memory, a[0], a[1], a[2], a.Wide(3), a[4])),
        new("fd_renumber", "ii", static (wasi, _, a) => wasi.FdRenumber(a[0], a[1])),
        new("fd_seek", "iIii", static (wasi, memory, a) => wasi.FdSeek(memory, a[0], (long)a.Wide(1), a[2], a[3])),
        new("fd_sync", "i", static (wasi, _, a) => wasi.FdSync(a[0])),
        new("fd_tell", "ii", static (wasi, memory, a) => wasi.FdSeek(memory, a[0], 0, (uint)Whence.Current, a[1])),
        new("fd_write", "iiii", static (wasi, memory, a) => wasi.FdWrite(memory, a[0], a[1], a[2], a[3])),
        new("path_create_directory", "iii", static (wasi, memory, a) => wasi.PathCreateDirectory(memory, a[0], a[1], a[2])),
        new("path_filestat_get", "iiiii", static (wasi, memory, a) => wasi.PathFilestatGet(memory, a[0], a[1], a[2], a[3], a[4])),
        new(
            "path_filestat_set_times",
            "iiiiIIi",
            static (wasi, memory, a) =>
                wasi.PathFilestatSetTimes(memory, a[0], a[1], a[2], a[3], a.Wide(4), a.Wide(5), a[6])),
        new("path_link", "iiiiiii", static (_, _, _) => Errno.Nosys),
        new(
            "path_open",
            "iiiiiIIii",
            static (wasi, memory, a) =>
                wasi.PathOpen(memory, a[0], a[1], a[2], a[3], a[4], a.Wide(5), a.Wide(6), a[7], a[8])),
        new("path_readlink", "iiiiii", static (wasi, memory, a) => wasi.PathReadlink(memory, a[0], a[1], a[2], a[3], a[4], a[5])),
        new("path_remove_directory", "iii", static (wasi, memory, a) => wasi.PathRemoveDirectory(memory, a[0], a[1], a[2])),
        new("path_rename", "iiiiii", static (wasi, memory, a) => wasi.PathRename(memory, a[0], a[1], a[2], a[3], a[4], a[5])),
        new("path_symlink", "iiiii", static (wasi, memory, a) => wasi.PathSymlink(memory, a[0], a[1], a[2], a[3], a[4])),
        new("path_unlink_file", "iii", static (wasi, memory, a) => wasi.PathUnlinkFile(memory, a[0], a[1], a[2])),
        new("poll_oneoff", "iiii", static (wasi, memory, a) => wasi.PollOneoff(memory, a[0], a[1], a[2], a[3])),
        new("proc_exit", "i", static (_, _, a) => WasiContext.ProcExit(a[0]), hasResult: false),
        new("proc_raise", "i", static (_, _, _) => Errno.Nosys),
        new("random_get", "ii", static (wasi, memory, a) => wasi.RandomGet(memory, a[0], a[1])),
        new("sched_yield", "", static (_, _, _) => WasiContext.SchedYield()),
        new("sock_accept", "iii", static (wasi, _, a) => wasi.SockNone(a[0])),
        new("sock_recv", "iiiiii", static (wasi, _, a) => wasi.SockNone(a[0])),
        new("sock_send", "iiiii", static (wasi, _, a) => wasi.SockNone(a[0])),
        new("sock_shutdown", "ii", static (wasi, _, a) => wasi.SockNone(a[0])),
    ];
}
