using StencilJit.Compiler.Clang;

namespace StencilJit.Build.Tests;

/// <summary>The targets of a set are compiled at the same time, with a clang that waits where a test wants it to.</summary>
public class ParallelTargetsTests
{
    [Fact]
    public void Targets_are_compiled_at_the_same_time_and_told_of_in_their_order()
    {
        using var folder = new SetFolder().AddSet("one");
        folder.Write("one/calc.h", Sources.Header + "#ifdef __aarch64__\n#warning first\n#else\n#warning second\n#endif\n");
        // AArch64 comes first, and its clang does not go on before the other one has ended.
        var clang = Clang(folder, """
            case "$*" in
            *--target=aarch64*)
                tries=0
                while [ ! -e "$folder/ended" ]; do
                    tries=$((tries + 1))
                    if [ $tries -gt 600 ]; then exit 9; fi
                    sleep 0.1
                done
                exec "$clang" "$@" ;;
            *)
                "$clang" "$@"
                touch "$folder/ended" ;;
            esac
            """);

        var engine = folder.Succeed(clang: clang);

        Assert.Equal(["first", "second"], engine.Warnings.Select(warning => warning.Message!.Split(' ')[0]));
        Assert.Equal(["linux-arm64", "linux-x64"], engine.Messages.Select(message => Path.GetFileNameWithoutExtension(message.Split(' ')[2])));
    }

    [Fact]
    public async Task A_cancelled_build_stops_every_target_and_writes_nothing()
    {
        using var folder = new SetFolder().AddSet("one");
        var clang = Clang(folder, """
            touch "$folder/started.$$"
            exec sleep 60
            """);
        using var task = folder.NewTask(new RecordingEngine(), "Auto", clang);
        var build = Task.Run(task.Execute, TestContext.Current.CancellationToken);
        string[] started;
        while ((started = Directory.GetFiles(folder["."], "started.*")).Length < 2 && !build.IsCompleted)
            await Task.Delay(20, TestContext.Current.CancellationToken);

        task.Cancel();

        Assert.False(await build);
        Assert.Empty(folder.Locks("one"));
        Assert.Equal(2, started.Length);
        Assert.All(started, file => Assert.False(Directory.Exists("/proc/" + Path.GetExtension(file)[1..])));
    }

    /// <summary>A script in clang's place, which tells clang's version and then does as it is told.</summary>
    private static string Clang(SetFolder folder, string body)
    {
        var clang = ClangLocator.Find();
        Assert.SkipWhen(clang is null, "No clang and libLLVM from 19 on: run build/install-tools.sh.");
        var path = folder.Write("clang.sh", $"#!/bin/sh\nclang='{clang.Path}'\nfolder='{folder["."]}'\nif [ \"$1\" = --version ]; then exec \"$clang\" --version; fi\n{body}\n");
        if (OperatingSystem.IsWindows())
            Assert.Skip("A shell script stands in for clang: run this on Linux.");
        else
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
