using StencilJit.Wasm.Wasi;

namespace StencilJit.Wasm.Tests.Wasi;

/// <summary>Arguments, environment, clocks, waiting, the end, and what is not there.</summary>
public sealed class WasiProcessTests
{
    private const uint Subscriptions = 2048, Events = 3072;

    [Fact]
    public void Arguments_and_variables_lie_one_after_the_other_each_ending_in_zero()
    {
        using var wasi = new WasiHarness(configuration =>
        {
            configuration.Arguments.Add("prog");
            configuration.Arguments.Add("é");
            configuration.Environment.Add(new("A", "1"));
        });
        Assert.Equal(Errno.Success, wasi.Call("args_sizes_get", 8, 12));
        Assert.Equal((2u, 8u), (wasi.ReadU32(8), wasi.ReadU32(12)));
        Assert.Equal(Errno.Success, wasi.Call("args_get", 100, 200));
        Assert.Equal((200u, 205u), (wasi.ReadU32(100), wasi.ReadU32(104)));
        Assert.Equal("prog\0é\0", wasi.ReadText(200, 8));
        Assert.Equal(Errno.Success, wasi.Call("environ_sizes_get", 8, 12));
        Assert.Equal((1u, 4u), (wasi.ReadU32(8), wasi.ReadU32(12)));
        Assert.Equal(Errno.Success, wasi.Call("environ_get", 100, 200));
        Assert.Equal("A=1\0", wasi.ReadText(200, 4));
    }

    [Theory]
    [InlineData("args_sizes_get", new ulong[] { 65533, 8 })]
    [InlineData("args_get", new ulong[] { 65536, 8 })]
    [InlineData("clock_time_get", new ulong[] { 0, 0, 65529 })]
    [InlineData("fd_fdstat_get", new ulong[] { 1, uint.MaxValue })]
    [InlineData("fd_write", new ulong[] { 1, 65530, 1, 8 })]
    [InlineData("fd_write", new ulong[] { 1, uint.MaxValue - 3, 1, 8 })]
    [InlineData("random_get", new ulong[] { 1, 65536 })]
    [InlineData("fd_prestat_get", new ulong[] { 3, 65530 })]
    [InlineData("path_unlink_file", new ulong[] { 3, 65536, 1 })]
    [InlineData("poll_oneoff", new ulong[] { 0, 0, uint.MaxValue, 8 })]
    public void An_address_outside_of_memory_is_an_error_of_the_call(string function, ulong[] arguments)
    {
        using var wasi = new WasiHarness(configuration => configuration.Arguments.Add("prog"));
        Assert.Equal(Errno.Fault, wasi.Call(function, arguments));
    }

    [Fact]
    public void The_clocks_are_those_of_the_time_provider()
    {
        using var wasi = new WasiHarness(configuration => configuration.TimeProvider = new ManualTime());
        Assert.Equal(Errno.Success, wasi.Call("clock_time_get", 0, 0, WasiHarness.Result));
        Assert.Equal(1000_000_000_000ul, wasi.ReadU64());
        Assert.Equal(Errno.Success, wasi.Call("clock_time_get", 1, 0, WasiHarness.Result));
        Assert.Equal(0ul, wasi.ReadU64());
        Assert.Equal(Errno.Success, wasi.Call("clock_res_get", 1, WasiHarness.Result));
        Assert.Equal(1ul, wasi.ReadU64());
        Assert.Equal(Errno.Success, wasi.Call("clock_time_get", 2, 0, WasiHarness.Result));
        Assert.Equal(Errno.Inval, wasi.Call("clock_time_get", 4, 0, WasiHarness.Result));
    }

    [Fact]
    public void Waiting_ends_at_the_earliest_time_and_tells_which_that_was()
    {
        using var wasi = new WasiHarness(configuration => configuration.TimeProvider = new ManualTime());
        SubscribeClock(wasi, 0, userData: 11, clock: 1, timeout: 5_000_000_000, absolute: false);
        SubscribeClock(wasi, 1, userData: 22, clock: 0, timeout: 1002_000_000_000, absolute: true);
        SubscribeClock(wasi, 2, userData: 33, clock: 1, timeout: 2_000_000_000, absolute: false);
        Assert.Equal(Errno.Success, wasi.Call("poll_oneoff", Subscriptions, Events, 3, WasiHarness.Result));
        Assert.Equal(2u, wasi.ReadU32());
        Assert.Equal((22ul, 33ul), (wasi.ReadU64(Events), wasi.ReadU64(Events + 32)));
        Assert.Equal(Errno.Success, wasi.Call("clock_time_get", 1, 0, WasiHarness.Result));
        Assert.Equal(2_000_000_000ul, wasi.ReadU64());
    }

    [Fact]
    public void Open_descriptors_are_ready_and_others_are_reported_without_waiting()
    {
        using var wasi = new WasiHarness(configuration => configuration.TimeProvider = new ManualTime());
        SubscribeClock(wasi, 0, userData: 1, clock: 1, timeout: 5_000_000_000, absolute: false);
        SubscribeDescriptor(wasi, 1, userData: 2, type: 2, fd: 1);
        SubscribeDescriptor(wasi, 2, userData: 3, type: 1, fd: 99);
        Assert.Equal(Errno.Success, wasi.Call("poll_oneoff", Subscriptions, Events, 3, WasiHarness.Result));
        Assert.Equal(2u, wasi.ReadU32());
        Assert.Equal((2ul, 3ul), (wasi.ReadU64(Events), wasi.ReadU64(Events + 32)));
        Assert.Equal(((ushort)Errno.Success, (byte)2), (BitConverter.ToUInt16(wasi.Memory[(int)(Events + 8)..]), wasi.Memory[(int)Events + 10]));
        Assert.Equal((ushort)Errno.Badf, BitConverter.ToUInt16(wasi.Memory[(int)(Events + 40)..]));
    }

    [Fact]
    public void Random_numbers_fill_what_is_asked_for_and_no_more()
    {
        using var wasi = new WasiHarness();
        Assert.Equal(Errno.Success, wasi.Call("random_get", 100, 64));
        Assert.True(wasi.Memory.Slice(100, 64).ContainsAnyExcept((byte)0));
        Assert.False(wasi.Memory[164..].ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void The_end_unwinds_with_the_exit_code()
    {
        using var wasi = new WasiHarness();
        var exit = Assert.Throws<WasiExitException>(() => wasi.Call("proc_exit", 42));
        Assert.Equal(42, exit.ExitCode);
    }

    [Theory]
    [InlineData("path_link", new ulong[] { 3, 0, 0, 0, 3, 0, 0 }, nameof(Errno.Nosys))]
    [InlineData("proc_raise", new ulong[] { 6 }, nameof(Errno.Nosys))]
    [InlineData("sock_shutdown", new ulong[] { 1, 0 }, nameof(Errno.Notsock))]
    [InlineData("sock_accept", new ulong[] { 50, 0, 0 }, nameof(Errno.Badf))]
    [InlineData("sched_yield", new ulong[] { }, nameof(Errno.Success))]
    public void What_there_is_nothing_for_answers_so(string function, ulong[] arguments, string expected)
    {
        using var wasi = new WasiHarness();
        Assert.Equal(expected, wasi.Call(function, arguments).ToString());
    }

    [Fact]
    public void Every_function_of_the_interface_is_there()
    {
        // The names and types of wasi_snapshot_preview1.witx, and sock_accept, which came later.
        string[] expected =
        [
            "args_get(i32 i32)", "args_sizes_get(i32 i32)", "environ_get(i32 i32)", "environ_sizes_get(i32 i32)",
            "clock_res_get(i32 i32)", "clock_time_get(i32 i64 i32)", "fd_advise(i32 i64 i64 i32)", "fd_allocate(i32 i64 i64)",
            "fd_close(i32)", "fd_datasync(i32)", "fd_fdstat_get(i32 i32)", "fd_fdstat_set_flags(i32 i32)",
            "fd_fdstat_set_rights(i32 i64 i64)", "fd_filestat_get(i32 i32)", "fd_filestat_set_size(i32 i64)",
            "fd_filestat_set_times(i32 i64 i64 i32)", "fd_pread(i32 i32 i32 i64 i32)", "fd_prestat_get(i32 i32)",
            "fd_prestat_dir_name(i32 i32 i32)", "fd_pwrite(i32 i32 i32 i64 i32)", "fd_read(i32 i32 i32 i32)",
            "fd_readdir(i32 i32 i32 i64 i32)", "fd_renumber(i32 i32)", "fd_seek(i32 i64 i32 i32)", "fd_sync(i32)",
            "fd_tell(i32 i32)", "fd_write(i32 i32 i32 i32)", "path_create_directory(i32 i32 i32)",
            "path_filestat_get(i32 i32 i32 i32 i32)", "path_filestat_set_times(i32 i32 i32 i32 i64 i64 i32)",
            "path_link(i32 i32 i32 i32 i32 i32 i32)", "path_open(i32 i32 i32 i32 i32 i64 i64 i32 i32)",
            "path_readlink(i32 i32 i32 i32 i32 i32)", "path_remove_directory(i32 i32 i32)",
            "path_rename(i32 i32 i32 i32 i32 i32)", "path_symlink(i32 i32 i32 i32 i32)", "path_unlink_file(i32 i32 i32)",
            "poll_oneoff(i32 i32 i32 i32)", "proc_exit(i32)", "proc_raise(i32)", "sched_yield()", "random_get(i32 i32)",
            "sock_accept(i32 i32 i32)", "sock_recv(i32 i32 i32 i32 i32 i32)", "sock_send(i32 i32 i32 i32 i32)",
            "sock_shutdown(i32 i32)",
        ];
        var actual = WasiFunctions.All.Select(function =>
            $"{function.Name}({string.Join(' ', function.Type.Parameters.Select(kind => kind.ToString().ToLowerInvariant()))})");
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
        Assert.All(WasiFunctions.All, function => Assert.Equal(function.Name == "proc_exit" ? 0 : 1, function.Type.Results.Length));
    }

    private static void SubscribeClock(WasiHarness wasi, int index, ulong userData, uint clock, ulong timeout, bool absolute)
    {
        var subscription = wasi.Memory.Slice((int)Subscriptions + (index * 48), 48);
        subscription.Clear();
        BitConverter.TryWriteBytes(subscription, userData);
        BitConverter.TryWriteBytes(subscription[16..], clock);
        BitConverter.TryWriteBytes(subscription[24..], timeout);
        BitConverter.TryWriteBytes(subscription[40..], (ushort)(absolute ? 1 : 0));
    }

    private static void SubscribeDescriptor(WasiHarness wasi, int index, ulong userData, byte type, uint fd)
    {
        var subscription = wasi.Memory.Slice((int)Subscriptions + (index * 48), 48);
        subscription.Clear();
        BitConverter.TryWriteBytes(subscription, userData);
        subscription[8] = type;
        BitConverter.TryWriteBytes(subscription[16..], fd);
    }
}
