using System.Text;
using StencilJit.Wasm.Wasi;

namespace StencilJit.Wasm.Tests.Wasi;

/// <summary>Open files, directories and streams.</summary>
public sealed class WasiFileTests
{
    private const Rights ReadWrite = Rights.FdRead | Rights.FdWrite;

    [Fact]
    public void Output_is_gathered_from_all_parts()
    {
        using var wasi = new WasiHarness();
        Assert.Equal(Errno.Success, wasi.Call("fd_write", 1, wasi.Vectors(wasi.Place("hello, "), (0, 0), wasi.Place("world")), 3, WasiHarness.Result));
        Assert.Equal(12u, wasi.ReadU32());
        Assert.Equal("hello, world", Encoding.UTF8.GetString(wasi.Output.ToArray()));
    }

    [Fact]
    public void Input_is_scattered_over_the_parts_until_there_is_no_more_for_now()
    {
        using var wasi = new WasiHarness(configuration => configuration.Input = new MemoryStream("abcdefg"u8.ToArray()));
        Assert.Equal(Errno.Success, wasi.Call("fd_read", 0, wasi.Vectors((100, 2), (200, 10), (300, 10)), 3, WasiHarness.Result));
        Assert.Equal(7u, wasi.ReadU32());
        Assert.Equal(("ab", "cdefg"), (wasi.ReadText(100, 2), wasi.ReadText(200, 5)));
        Assert.Equal("", wasi.Read(0));
    }

    [Fact]
    public void Streams_go_one_way_and_do_not_seek()
    {
        using var wasi = new WasiHarness();
        Assert.Equal(Errno.Badf, wasi.Write(0, "x"));
        Assert.Equal(Errno.Badf, wasi.Call("fd_read", 1, wasi.Vectors((100, 2)), 1, WasiHarness.Result));
        Assert.Equal(Errno.Spipe, wasi.Call("fd_seek", 1, 0, 0, WasiHarness.Result));
        Assert.Equal(Errno.Spipe, wasi.Call("fd_tell", 0, WasiHarness.Result));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public void A_terminal_is_a_character_device_that_cannot_seek(bool isTerminal, byte type)
    {
        using var wasi = new WasiHarness(configuration => configuration.IsOutputTerminal = isTerminal);
        Assert.Equal(Errno.Success, wasi.Call("fd_fdstat_get", 1, 100));
        Assert.Equal(type, wasi.Memory[100]);
        Assert.Equal(Rights.None, (Rights)wasi.ReadU64(108) & (Rights.FdSeek | Rights.FdTell));
    }

    [Fact]
    public void A_reader_that_has_gone_is_a_broken_pipe()
    {
        using var wasi = new WasiHarness(configuration => configuration.Output = new BrokenStream());
        Assert.Equal(OperatingSystem.IsWindows() ? Errno.Io : Errno.Pipe, wasi.Write(1, "x"));
    }

    [Fact]
    public void The_given_directories_follow_the_streams_and_have_names()
    {
        using var wasi = new WasiHarness();
        Assert.Equal(Errno.Success, wasi.Call("fd_prestat_get", 3, 100));
        Assert.Equal((0u, 1u), (wasi.ReadU32(100), wasi.ReadU32(104)));
        Assert.Equal(Errno.Success, wasi.Call("fd_prestat_dir_name", 3, 200, 1));
        Assert.Equal("/", wasi.ReadText(200, 1));
        Assert.Equal(Errno.Nametoolong, wasi.Call("fd_prestat_dir_name", 3, 200, 0));
        Assert.Equal(Errno.Badf, wasi.Call("fd_prestat_get", 4, 100));
        Assert.Equal(Errno.Badf, wasi.Call("fd_prestat_get", 1, 100));
    }

    [Fact]
    public void A_file_can_be_made_written_and_read_back()
    {
        using var wasi = new WasiHarness();
        var fd = wasi.MustOpen("a.txt", OpenFlags.Create | OpenFlags.Exclusive, ReadWrite);
        Assert.Equal(4u, fd);
        Assert.Equal(Errno.Success, wasi.Write(fd, "0123456789"));
        Assert.Equal(Errno.Success, wasi.Call("fd_seek", fd, unchecked((ulong)-4L), (ulong)Whence.End, WasiHarness.Result));
        Assert.Equal(6ul, wasi.ReadU64());
        Assert.Equal("6789", wasi.Read(fd));
        Assert.Equal(Errno.Success, wasi.Call("fd_tell", fd, WasiHarness.Result));
        Assert.Equal(10ul, wasi.ReadU64());
        Assert.Equal(Errno.Inval, wasi.Call("fd_seek", fd, unchecked((ulong)-11L), (ulong)Whence.Current, WasiHarness.Result));
        Assert.Equal(Errno.Success, wasi.Call("fd_close", fd));
        Assert.Equal(Errno.Badf, wasi.Call("fd_close", fd));
        Assert.Equal("0123456789", File.ReadAllText(wasi.HostPath("a.txt")));
        Assert.Equal(Errno.Exist, wasi.Open("a.txt", OpenFlags.Create | OpenFlags.Exclusive, ReadWrite));
    }

    [Fact]
    public void Reading_and_writing_at_an_offset_keeps_the_position()
    {
        using var wasi = new WasiHarness();
        var fd = wasi.MustOpen("a", OpenFlags.Create, ReadWrite);
        wasi.Write(fd, "abcdef");
        Assert.Equal(Errno.Success, wasi.Call("fd_pwrite", fd, wasi.Vectors(wasi.Place("XY"), wasi.Place("Z")), 2, 1, WasiHarness.Result));
        Assert.Equal(Errno.Success, wasi.Call("fd_pread", fd, wasi.Vectors((100, 3), (200, 9)), 2, 0, WasiHarness.Result));
        Assert.Equal(6u, wasi.ReadU32());
        Assert.Equal("aXYZef", wasi.ReadText(100, 3) + wasi.ReadText(200, 3));
        Assert.Equal(Errno.Success, wasi.Call("fd_tell", fd, WasiHarness.Result));
        Assert.Equal(6ul, wasi.ReadU64());
    }

    [Fact]
    public void Appending_writes_at_the_end_wherever_the_position_is()
    {
        using var wasi = new WasiHarness();
        File.WriteAllText(wasi.HostPath("log"), "one ");
        var fd = wasi.MustOpen("log", OpenFlags.None, Rights.FdWrite, FdFlags.Append);
        wasi.Write(fd, "two ");
        wasi.Call("fd_seek", fd, 0, 0, WasiHarness.Result);
        wasi.Write(fd, "three");
        Assert.Equal("one two three", File.ReadAllText(wasi.HostPath("log")));
    }

    [Fact]
    public void A_file_is_used_only_as_it_was_opened()
    {
        using var wasi = new WasiHarness();
        File.WriteAllText(wasi.HostPath("f"), "content");
        var reader = wasi.MustOpen("f", OpenFlags.None, Rights.FdRead | Rights.FdFilestatSetSize);
        Assert.Equal(Errno.Badf, wasi.Write(reader, "x"));
        Assert.Equal(Errno.Badf, wasi.Call("fd_filestat_set_size", reader, 0));
        var writer = wasi.MustOpen("f", OpenFlags.Truncate, Rights.FdWrite);
        Assert.Equal(Errno.Badf, wasi.Call("fd_read", writer, wasi.Vectors((100, 3)), 1, WasiHarness.Result));
        Assert.Equal("", wasi.Read(reader));
    }

    [Fact]
    public void A_files_size_can_be_set_and_allocated()
    {
        using var wasi = new WasiHarness();
        var fd = wasi.MustOpen("f", OpenFlags.Create, ReadWrite);
        wasi.Write(fd, "abc");
        Assert.Equal(Errno.Success, wasi.Call("fd_filestat_set_size", fd, 2));
        Assert.Equal(Errno.Success, wasi.Call("fd_allocate", fd, 3, 2));
        Assert.Equal("ab\0\0\0", File.ReadAllText(wasi.HostPath("f")));
        Assert.Equal(Errno.Success, wasi.Call("fd_allocate", fd, 0, 1));
        Assert.Equal(5, new FileInfo(wasi.HostPath("f")).Length);
    }

    [Fact]
    public void Status_tells_type_size_and_times()
    {
        using var wasi = new WasiHarness();
        File.WriteAllText(wasi.HostPath("f"), "12345");
        File.SetLastWriteTimeUtc(wasi.HostPath("f"), DateTime.UnixEpoch.AddSeconds(77));
        var (path, length) = wasi.Place("f");
        Assert.Equal(Errno.Success, wasi.Call("path_filestat_get", 3, 0, path, length, 100));
        Assert.Equal(((byte)FileType.RegularFile, 5ul, 77_000_000_000ul), (wasi.Memory[116], wasi.ReadU64(132), wasi.ReadU64(148)));
        var inode = wasi.ReadU64(108);
        var fd = wasi.MustOpen("f", OpenFlags.None, ReadWrite);
        Assert.Equal(Errno.Success, wasi.Call("fd_filestat_set_times", fd, 0, 88_000_000_000, (ulong)TimeFlags.Modification));
        Assert.Equal(Errno.Inval, wasi.Call("fd_filestat_set_times", fd, 0, 0, (ulong)(TimeFlags.Access | TimeFlags.AccessNow)));
        Assert.Equal(Errno.Success, wasi.Call("fd_filestat_get", fd, 100));
        Assert.Equal((inode, 88_000_000_000ul), (wasi.ReadU64(108), wasi.ReadU64(148)));
    }

    [Fact]
    public void A_directory_is_listed_in_parts_that_fit_the_buffer()
    {
        using var wasi = new WasiHarness();
        File.WriteAllText(wasi.HostPath("file"), "");
        Directory.CreateDirectory(wasi.HostPath("directory"));
        var names = new List<(string Name, FileType Type)>();
        for (ulong cookie = 0, more = 1; more != 0;)
        {
            const uint Buffer = 1000, Length = 40;
            Assert.Equal(Errno.Success, wasi.Call("fd_readdir", 3, Buffer, Length, cookie, WasiHarness.Result));
            var used = wasi.ReadU32();
            more = used;
            for (uint at = 0; at + 24 <= used && at + 24 + wasi.ReadU32(Buffer + at + 16) <= used;)
            {
                var size = wasi.ReadU32(Buffer + at + 16);
                names.Add((wasi.ReadText(Buffer + at + 24, size), (FileType)wasi.Memory[(int)(Buffer + at + 20)]));
                cookie = wasi.ReadU64(Buffer + at);
                at += 24 + size;
            }
        }

        Assert.Equal(
            [(".", FileType.Directory), ("..", FileType.Directory), ("directory", FileType.Directory), ("file", FileType.RegularFile)],
            names);
    }

    [Fact]
    public void Directories_are_made_and_removed_when_empty()
    {
        using var wasi = new WasiHarness();
        Assert.Equal(Errno.Success, wasi.OnPath("path_create_directory", "d"));
        Assert.Equal(Errno.Exist, wasi.OnPath("path_create_directory", "d"));
        Assert.Equal(Errno.Success, wasi.OnPath("path_create_directory", "d/e/"));
        Assert.Equal(Errno.Noent, wasi.OnPath("path_create_directory", "x/y"));
        Assert.Equal(Errno.Notempty, wasi.OnPath("path_remove_directory", "d"));
        Assert.Equal(Errno.Isdir, wasi.OnPath("path_unlink_file", "d"));
        Assert.Equal(Errno.Success, wasi.OnPath("path_remove_directory", "d/e"));
        Assert.Equal(Errno.Success, wasi.OnPath("path_remove_directory", "d"));
        Assert.Equal(Errno.Noent, wasi.OnPath("path_remove_directory", "d"));
    }

    [Fact]
    public void Files_are_unlinked_and_directories_are_not_files()
    {
        using var wasi = new WasiHarness();
        File.WriteAllText(wasi.HostPath("f"), "");
        Assert.Equal(Errno.Notdir, wasi.OnPath("path_remove_directory", "f"));
        Assert.Equal(Errno.Notdir, wasi.OnPath("path_unlink_file", "f/"));
        Assert.Equal(Errno.Notdir, wasi.Open("f/x", OpenFlags.Create, ReadWrite));
        Assert.Equal(Errno.Notdir, wasi.Open("f", OpenFlags.Directory, Rights.FdRead));
        Assert.Equal(Errno.Isdir, wasi.Open(".", OpenFlags.None, ReadWrite));
        Assert.Equal(Errno.Noent, wasi.Open("missing", OpenFlags.None, ReadWrite));
        Assert.Equal(Errno.Success, wasi.OnPath("path_unlink_file", "f"));
        Assert.Equal(Errno.Noent, wasi.OnPath("path_unlink_file", "f"));
    }

    [Fact]
    public void Renaming_replaces_what_is_of_the_same_kind()
    {
        using var wasi = new WasiHarness();
        File.WriteAllText(wasi.HostPath("a"), "a");
        File.WriteAllText(wasi.HostPath("b"), "b");
        Directory.CreateDirectory(wasi.HostPath("full/inner"));
        Directory.CreateDirectory(wasi.HostPath("empty"));
        Assert.Equal(Errno.Isdir, wasi.Rename("a", "empty"));
        Assert.Equal(Errno.Notdir, wasi.Rename("empty", "a"));
        Assert.Equal(Errno.Notempty, wasi.Rename("empty", "full"));
        Assert.Equal(Errno.Inval, wasi.Rename("full", "full/inner/x"));
        Assert.Equal(Errno.Noent, wasi.Rename("missing", "a"));
        Assert.Equal(Errno.Success, wasi.Rename("a", "b"));
        Assert.Equal("a", File.ReadAllText(wasi.HostPath("b")));
        Assert.Equal(Errno.Success, wasi.Rename("full", "empty"));
        Assert.True(Directory.Exists(wasi.HostPath("empty/inner")));
    }

    [Fact]
    public void A_new_descriptor_gets_the_lowest_free_number_and_can_be_given_another()
    {
        using var wasi = new WasiHarness();
        Assert.Equal(4u, wasi.MustOpen("a", OpenFlags.Create, ReadWrite));
        Assert.Equal(5u, wasi.MustOpen("b", OpenFlags.Create, ReadWrite));
        Assert.Equal(Errno.Success, wasi.Call("fd_close", 4));
        Assert.Equal(4u, wasi.MustOpen("c", OpenFlags.Create, ReadWrite));
        Assert.Equal(Errno.Success, wasi.Call("fd_renumber", 4, 5));
        wasi.Write(5, "to c");
        Assert.Equal("to c", File.ReadAllText(wasi.HostPath("c")));
        Assert.Equal(Errno.Badf, wasi.Write(4, "x"));
        Assert.Equal(Errno.Badf, wasi.Call("fd_renumber", 5, 77));
    }

    [Fact]
    public void A_name_that_is_no_text_is_refused()
    {
        using var wasi = new WasiHarness();
        var path = wasi.Place([0x61, 0xFF]);
        Assert.Equal(Errno.Ilseq, wasi.Call("path_unlink_file", 3, path, 2));
        Assert.Equal(Errno.Inval, wasi.OnPath("path_unlink_file", "a\0b"));
        Assert.Equal(Errno.Noent, wasi.OnPath("path_unlink_file", ""));
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe", 32);
    }
}
