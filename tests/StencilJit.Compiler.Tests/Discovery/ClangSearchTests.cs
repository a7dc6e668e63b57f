using StencilJit.Compiler.Discovery;

namespace StencilJit.Compiler.Tests.Discovery;

public class ClangSearchTests
{
    [Theory]
    [InlineData(nameof(HostSystem.Linux), "/usr/lib/llvm-20/bin/clang")]
    [InlineData(nameof(HostSystem.Linux), "/usr/lib/llvm20/bin/clang")]
    [InlineData(nameof(HostSystem.Linux), "/usr/lib64/llvm20/bin/clang")]
    [InlineData(nameof(HostSystem.Linux), "/usr/local/bin/clang")]
    [InlineData(nameof(HostSystem.MacOS), "/opt/homebrew/opt/llvm@20/bin/clang")]
    [InlineData(nameof(HostSystem.MacOS), "/opt/homebrew/opt/llvm/bin/clang")]
    [InlineData(nameof(HostSystem.MacOS), "/usr/local/opt/llvm@20/bin/clang")]
    [InlineData(nameof(HostSystem.MacOS), "/opt/local/libexec/llvm-20/bin/clang")]
    [InlineData(nameof(HostSystem.Windows), "/Program Files/LLVM/bin/clang.exe")]
    public void Clang_is_found_where_it_is_by_custom(string system, string path)
    {
        using var machine = new FakeMachine(Enum.Parse<HostSystem>(system)).Clang(path, "clang version 20.1.8");
        Assert.Equal(machine.At(path), machine.NewSearch("22.1.8").Find()?.Path);
    }

    [Fact]
    public void Of_several_the_newest_is_taken_that_libLLVM_can_read()
    {
        using var machine = new FakeMachine(HostSystem.Linux)
            .Clang("/usr/lib/llvm-22/bin/clang", "Debian clang version 22.1.8")
            .Clang("/tools/clang-20", "clang version 20.1.0")
            .Clang("/usr/lib/llvm-19/bin/clang", "Debian clang version 19.1.7");
        machine.Set("PATH", machine.At("/tools"));
        Assert.Equal(22, machine.NewSearch("22.1.8").Find()?.Major);
        Assert.Equal(20, machine.NewSearch("21.1.0").Find()?.Major);
        Assert.Equal(19, machine.NewSearch("19.1.7").Find()?.Major);
    }

    [Fact]
    public void What_does_not_fit_is_named_with_the_reason()
    {
        using var machine = new FakeMachine(HostSystem.MacOS)
            .Clang("/opt/homebrew/opt/llvm@22/bin/clang", "Homebrew clang version 22.1.8")
            .Clang("/opt/homebrew/opt/llvm@18/bin/clang", "Homebrew clang version 18.1.8")
            .Clang("/usr/bin/clang", "Apple clang version 21.0.0 (clang-2100.0.1)");
        machine.Set("PATH", machine.At("/usr/bin"));
        var search = machine.NewSearch("20.1.8");
        Assert.Null(search.Find());
        Assert.Equal(
            [
                $"{machine.At("/opt/homebrew/opt/llvm@22/bin/clang")} is 22.1.8, newer than libLLVM 20.1.8",
                $"{machine.At("/opt/homebrew/opt/llvm@18/bin/clang")} is 18.1.8, older than 19",
                $"{machine.At("/usr/bin/clang")} is Apple's own, 21.0.0",
            ],
            search.Unfit);
    }

    [Fact]
    public void A_named_folder_is_the_only_one_that_is_looked_in()
    {
        using var machine = new FakeMachine(HostSystem.Linux)
            .Clang("/usr/lib/llvm-22/bin/clang", "clang version 22.1.8")
            .Clang("/mine/bin/clang", "clang version 19.1.7");
        machine.Set("STENCILJIT_LLVM", machine.At("/mine"));
        Assert.Equal(machine.At("/mine/bin/clang"), machine.NewSearch("22.1.8").Find()?.Path);
        machine.Set("STENCILJIT_LLVM", machine.At("/nothing"));
        Assert.Null(machine.NewSearch("22.1.8").Find());
    }
}
