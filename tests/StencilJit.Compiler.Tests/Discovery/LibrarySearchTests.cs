using StencilJit.Compiler.Discovery;

namespace StencilJit.Compiler.Tests.Discovery;

public class LibrarySearchTests
{
    [Theory]
    [InlineData(nameof(HostSystem.Linux), "/usr/lib/llvm-21/lib/libLLVM.so")]
    [InlineData(nameof(HostSystem.Linux), "/usr/lib/llvm21/lib/libLLVM.so")]
    [InlineData(nameof(HostSystem.Linux), "/usr/lib64/llvm21/lib64/libLLVM.so")]
    [InlineData(nameof(HostSystem.Linux), "/usr/lib/libLLVM.so")]
    [InlineData(nameof(HostSystem.MacOS), "/opt/homebrew/opt/llvm@21/lib/libLLVM.dylib")]
    [InlineData(nameof(HostSystem.MacOS), "/usr/local/opt/llvm/lib/libLLVM.dylib")]
    [InlineData(nameof(HostSystem.MacOS), "/opt/local/libexec/llvm-21/lib/libLLVM.dylib")]
    [InlineData(nameof(HostSystem.Windows), "/Program Files/LLVM/bin/LLVM-C.dll")]
    public void A_library_is_found_where_it_is_by_custom(string system, string path)
    {
        using var machine = new FakeMachine(Enum.Parse<HostSystem>(system)).Library(path);
        Assert.Contains(machine.At(path), LibrarySearch.Candidates(machine.Machine));
    }

    [Fact]
    public void The_newest_version_comes_first_and_none_is_too_old()
    {
        using var machine = new FakeMachine(HostSystem.MacOS);
        foreach (var version in new[] { 18, 20, 22 })
            machine.Library($"/opt/homebrew/opt/llvm@{version}/lib/libLLVM.dylib");
        Assert.Equal(
            [machine.At("/opt/homebrew/opt/llvm@22/lib/libLLVM.dylib"), machine.At("/opt/homebrew/opt/llvm@20/lib/libLLVM.dylib")],
            LibrarySearch.Candidates(machine.Machine));
        Assert.Equal([machine.At("/opt/homebrew/opt/llvm@18/lib/libLLVM.dylib")], LibrarySearch.TooOld(machine.Machine));
    }

    [Fact]
    public void A_named_file_or_folder_is_the_only_one_that_is_looked_at()
    {
        using var machine = new FakeMachine(HostSystem.Linux).Library("/usr/lib/llvm-22/lib/libLLVM.so").Library("/mine/lib/libLLVM.so");
        machine.Set("STENCILJIT_LLVM", machine.At("/mine"));
        Assert.Equal([machine.At("/mine/lib/libLLVM.so")], LibrarySearch.Candidates(machine.Machine));
        machine.Set("STENCILJIT_LIBLLVM", "/other/libLLVM.so");
        Assert.Equal(["/other/libLLVM.so"], LibrarySearch.Candidates(machine.Machine));
    }
}
