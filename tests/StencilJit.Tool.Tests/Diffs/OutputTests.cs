using System.Diagnostics;

namespace StencilJit.Tool.Tests.Diffs;

/// <summary>Where the diff goes: pipes that close, terminals of several kinds.</summary>
public sealed class OutputTests
{
    [Fact]
    public async Task A_diff_whose_reader_has_read_enough_ends_as_it_would_have()
    {
        using var older = new SetCopy();
        LockEdit.MakeOlder(older);

        var result = await Shell($"{Command()} diff {older.Folder} {Repository.Set("calc")} 2>/dev/null | head -1; echo ${{PIPESTATUS[0]}}");

        Assert.Matches(@"^calc: .*\n1\n$", result);
    }

    [Fact]
    public async Task A_terminal_gets_colours_unless_it_has_none_or_they_are_not_wanted()
    {
        using var older = new SetCopy();
        LockEdit.MakeOlder(older);
        var command = $"{Command()} diff {older.Folder} {Repository.Set("calc")} --target linux-x64";

        var colored = await Terminal(120, command, "TERM=xterm-256color");
        var plain = await Terminal(120, command, "TERM=xterm-256color NO_COLOR=1");
        var dumb = await Terminal(120, command, "TERM=dumb");

        Assert.Matches(@"\x1b\[[0-9;]*3[0-9]", colored);
        Assert.DoesNotMatch(@"\x1b\[[0-9;]*[34][0-9]", plain);
        Assert.DoesNotContain("\x1b", dumb, StringComparison.Ordinal);
        Assert.Matches("nop +<", dumb);
    }

    [Fact]
    public async Task A_narrow_terminal_gets_one_assembly_below_the_other()
    {
        using var older = new SetCopy();
        LockEdit.MakeOlder(older);

        var output = await Terminal(80, $"{Command()} diff {older.Folder} {Repository.Set("calc")} --target linux-x64 --only add", "TERM=dumb");

        Assert.Contains("         lea r11, [r9 + r8]\n  -      nop\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instructions_that_are_too_long_for_two_columns_are_not_cut_off()
    {
        using var older = new SetCopy();
        LockEdit.ChangeStencil(older.Lock("linux-x64"), "subtract", "rs>t", stencil => stencil with { Holes = [stencil.Holes[0] with { Name = new string('n', 60) }] });

        var output = await Terminal(120, $"{Command()} diff {older.Folder} {Repository.Set("calc")} --target linux-x64", "TERM=dumb");

        Assert.Contains($"  -      sub r8, qword ptr [r14 + {{{new string('n', 60)}}}]\n", output, StringComparison.Ordinal);
        Assert.Contains("  +      sub r8, qword ptr [r14 + {b}]\n", output, StringComparison.Ordinal);
    }

    private static string Command() => $"dotnet {Path.Combine(AppContext.BaseDirectory, "stenciljit.dll")}";

    // util-linux's script gives a command a terminal.
    private static async Task<string> Terminal(int columns, string command, string environment)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "No script(1) to make a terminal with: apt-get install bsdutils.");
        var output = await Shell($"/usr/bin/script --quiet --command 'stty cols {columns}; env -u NO_COLOR {environment} {command} 2>/dev/null' /dev/null < /dev/null");
        return output.ReplaceLineEndings("\n");
    }

    private static async Task<string> Shell(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, WorkingDirectory = Repository.Root };
        foreach (var (name, value) in Surroundings.Bare)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}
