using StencilJit.Compiler.Locks;
using StencilJit.Model;

namespace StencilJit.Compiler.Tests;

public sealed class LockStoreTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stenciljit-locks-");

    private static StencilSet Set => new()
    {
        Name = "test",
        Target = "linux-x64",
        Architecture = Architecture.X64,
        Features = [],
        Compiler = "clang 22.1.8, LLVM 22.1.8",
        OptionsHash = new string('0', 64),
        Inputs = [],
        Pinned = ["frame"],
        Integers = [],
        Floats = [],
        SlotLimit = 8,
        Traps = [],
        Data = [],
        Stencils = [],
    };

    [Fact]
    public void What_is_written_is_read_back_and_folders_are_made()
    {
        var path = At("new", "a.stencils");

        Assert.Null(LockStore.Read(path));
        Assert.Equal([path], LockStore.Write([(path, Set)]));

        Assert.Equal("test", LockStore.Read(path)!.Name);
        Assert.True(LockStore.IsSame(path, Set));
        Assert.Single(Directory.GetFiles(At("new")));
    }

    [Fact]
    public void A_lock_that_says_the_same_is_left_alone_whatever_its_line_ends()
    {
        var path = At("a.stencils");
        LockStore.Write([(path, Set)]);
        var text = File.ReadAllText(path).ReplaceLineEndings("\r\n");
        File.WriteAllText(path, text);

        Assert.Empty(LockStore.Write([(path, Set)]));
        Assert.Equal(text, File.ReadAllText(path));
    }

    [Fact]
    public void Where_one_lock_cannot_be_written_the_others_stay_as_they_were_and_nothing_is_left_behind()
    {
        var path = At("a.stencils");
        LockStore.Write([(path, Set)]);
        var before = File.ReadAllText(path);
        var below = Path.Combine(path, "b.stencils"); // a file is no folder

        var error = Assert.Throws<LockWriteException>(() => LockStore.Write([(path, Set with { Name = "other" }), (below, Set)]));

        Assert.Equal(below, error.Path);
        Assert.Equal(before, File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.FullName));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string At(params string[] names) => Path.Combine([folder.FullName, .. names]);
}
