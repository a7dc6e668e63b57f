using StencilJit.Wasm.Wasi;

namespace StencilJit.Wasm.Tests.Wasi;

/// <summary>No path leads out of a directory that the program was given.</summary>
public sealed class WasiSandboxTests
{
    [Theory]
    [InlineData("../outside/secret")]
    [InlineData("..")]
    [InlineData("d/../../outside/secret")]
    [InlineData("./d/.././../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("/")]
    public void Neither_dots_nor_the_root_lead_out(string path)
    {
        using var wasi = NewSandbox();
        Assert.Equal(Errno.Notcapable, wasi.Open(path, OpenFlags.None, Rights.FdRead));
        Assert.Equal(Errno.Notcapable, wasi.Open(path, OpenFlags.Create, Rights.FdWrite));
        Assert.Equal(Errno.Notcapable, wasi.OnPath("path_unlink_file", path));
        Assert.Equal(Errno.Notcapable, wasi.OnPath("path_create_directory", path));
        Assert.Equal(Errno.Notcapable, wasi.OnPath("path_remove_directory", path));
        Assert.Equal(Errno.Notcapable, wasi.Rename("inside", path));
        Assert.Equal(Errno.Notcapable, wasi.Rename(path, "x"));
        Assert.Equal(Errno.Notcapable, wasi.Symlink("inside", path));
        Assert.Equal("secret", File.ReadAllText(Path.Combine(wasi.Outside, "secret")));
    }

    [Theory]
    [InlineData("d/../inside")]
    [InlineData("./d/e/../../inside")]
    [InlineData("d/..//./inside")]
    public void Dots_within_are_followed(string path)
    {
        using var wasi = NewSandbox();
        Assert.Equal("inside", wasi.Read(wasi.MustOpen(path, OpenFlags.None, Rights.FdRead)));
    }

    [Fact]
    public void Dots_after_what_is_no_directory_are_not_followed()
    {
        using var wasi = NewSandbox();
        Assert.Equal(Errno.Noent, wasi.Open("missing/../inside", OpenFlags.None, Rights.FdRead));
        Assert.Equal(Errno.Notdir, wasi.Open("inside/../inside", OpenFlags.None, Rights.FdRead));
    }

    [Theory]
    [InlineData("absolute")]
    [InlineData("relative")]
    [InlineData("absolute-directory/secret")]
    [InlineData("relative-directory/secret")]
    [InlineData("chain")]
    public void A_link_that_leads_out_is_not_followed(string path)
    {
        using var wasi = NewSandbox();
        File.CreateSymbolicLink(wasi.HostPath("absolute"), Path.Combine(wasi.Outside, "secret"));
        File.CreateSymbolicLink(wasi.HostPath("relative"), "../outside/secret");
        File.CreateSymbolicLink(wasi.HostPath("absolute-directory"), wasi.Outside);
        File.CreateSymbolicLink(wasi.HostPath("relative-directory"), "d/../../outside");
        File.CreateSymbolicLink(wasi.HostPath("chain"), "d/e/up");
        File.CreateSymbolicLink(wasi.HostPath("d/e/up"), "../../../outside/secret");
        Assert.Equal(Errno.Notcapable, wasi.Open(path, OpenFlags.None, Rights.FdRead));
        Assert.Equal(Errno.Notcapable, wasi.Open(path, OpenFlags.Create | OpenFlags.Truncate, Rights.FdWrite));
        var (address, length) = wasi.Place(path);
        Assert.Equal(Errno.Notcapable, wasi.Call("path_filestat_get", 3, 1, address, length, 100));
        Assert.Equal("secret", File.ReadAllText(Path.Combine(wasi.Outside, "secret")));
    }

    [Fact]
    public void A_new_file_is_not_made_where_a_link_leads_out_to()
    {
        using var wasi = NewSandbox();
        File.CreateSymbolicLink(wasi.HostPath("link"), "../outside/new");
        Assert.Equal(Errno.Notcapable, wasi.Open("link", OpenFlags.Create, Rights.FdWrite));
        Assert.Equal(Errno.Loop, wasi.Open("link", OpenFlags.Create, Rights.FdWrite, follow: false));
        Assert.Equal(Errno.Exist, wasi.Open("link", OpenFlags.Create | OpenFlags.Exclusive, Rights.FdWrite));
        Assert.False(File.Exists(Path.Combine(wasi.Outside, "new")));
    }

    [Fact]
    public void Links_within_are_followed_and_read_and_unlinked_themselves()
    {
        using var wasi = NewSandbox();
        Assert.Equal(Errno.Success, wasi.Symlink("../inside", "d/link"));
        Assert.Equal("inside", wasi.Read(wasi.MustOpen("d/link", OpenFlags.None, Rights.FdRead)));
        var (address, length) = wasi.Place("d/link");
        Assert.Equal(Errno.Success, wasi.Call("path_readlink", 3, address, length, 100, 50, WasiHarness.Result));
        Assert.Equal("../inside", wasi.ReadText(100, wasi.ReadU32()));
        Assert.Equal(Errno.Success, wasi.Call("path_filestat_get", 3, 0, address, length, 100));
        Assert.Equal((byte)FileType.SymbolicLink, wasi.Memory[116]);
        Assert.Equal(Errno.Success, wasi.OnPath("path_unlink_file", "d/link"));
        Assert.Equal("inside", File.ReadAllText(wasi.HostPath("inside")));
    }

    [Fact]
    public void Links_to_directories_within_are_directories_on_the_way()
    {
        using var wasi = NewSandbox();
        Assert.Equal(Errno.Success, wasi.Symlink("d", "to-d"));
        wasi.MustOpen("to-d/e/new", OpenFlags.Create, Rights.FdWrite);
        Assert.True(File.Exists(wasi.HostPath("d/e/new")));
        Assert.Equal(Errno.Notdir, wasi.OnPath("path_remove_directory", "to-d"));
        Assert.True(Directory.Exists(wasi.HostPath("d")));
    }

    [Fact]
    public void Links_in_a_circle_are_an_error()
    {
        using var wasi = NewSandbox();
        Assert.Equal(Errno.Success, wasi.Symlink("b", "a"));
        Assert.Equal(Errno.Success, wasi.Symlink("a", "b"));
        Assert.Equal(Errno.Loop, wasi.Open("a", OpenFlags.None, Rights.FdRead));
    }

    [Fact]
    public void A_link_to_an_absolute_path_is_not_made()
    {
        using var wasi = NewSandbox();
        Assert.Equal(Errno.Notcapable, wasi.Symlink(wasi.Outside, "link"));
    }

    [Fact]
    public void An_open_directory_is_a_sandbox_of_its_own()
    {
        using var wasi = NewSandbox();
        var d = wasi.MustOpen("d", OpenFlags.Directory, Rights.FdRead);
        Assert.Equal(Errno.Notcapable, wasi.Open("../inside", OpenFlags.None, Rights.FdRead, fd: d));
        wasi.MustOpen("e/../new", OpenFlags.Create, Rights.FdWrite, fd: d);
        Assert.True(File.Exists(wasi.HostPath("d/new")));
    }

    [Fact]
    public void An_open_directory_whose_place_was_taken_by_a_link_leads_nowhere()
    {
        using var wasi = NewSandbox();
        var e = wasi.MustOpen("d/e", OpenFlags.Directory, Rights.FdRead);
        Assert.Equal(Errno.Success, wasi.Rename("d", "moved"));
        Directory.CreateDirectory(Path.Combine(wasi.Outside, "e"));
        File.WriteAllText(Path.Combine(wasi.Outside, "e", "secret"), "secret");
        Assert.Equal(Errno.Success, wasi.Symlink("../outside", "d"));
        Assert.Equal(Errno.Noent, wasi.Open("secret", OpenFlags.None, Rights.FdRead, fd: e));
        Assert.Equal(Errno.Noent, wasi.Call("fd_readdir", e, 1000, 100, 0, WasiHarness.Result));
    }

    [Fact]
    public void Only_directories_have_paths()
    {
        using var wasi = NewSandbox();
        var fd = wasi.MustOpen("inside", OpenFlags.None, Rights.FdRead);
        Assert.Equal(Errno.Notdir, wasi.Open("x", OpenFlags.None, Rights.FdRead, fd: fd));
        Assert.Equal(Errno.Badf, wasi.Open("x", OpenFlags.None, Rights.FdRead, fd: 99));
    }

    private static WasiHarness NewSandbox()
    {
        var wasi = new WasiHarness();
        File.WriteAllText(wasi.HostPath("inside"), "inside");
        Directory.CreateDirectory(wasi.HostPath("d/e"));
        File.WriteAllText(Path.Combine(wasi.Outside, "secret"), "secret");
        return wasi;
    }
}
