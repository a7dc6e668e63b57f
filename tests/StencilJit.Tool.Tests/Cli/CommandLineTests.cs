using System.Diagnostics;

namespace StencilJit.Tool.Tests.Cli;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Every_command_has_help_with_examples()
    {
        var help = (await ToolProcess.Run("--help")).Ended(0);
        var commands = help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n').Skip(1)
            .Select(line => line.Trim().Split(' ')[0]).Where(name => name.Length > 0).ToList();

        Assert.Contains("show", commands);
        foreach (var command in commands)
        {
            var text = (await ToolProcess.Run(command, "--help")).Ended(0).Output;
            Assert.Contains($"Examples:\n  ", text, StringComparison.Ordinal);
            Assert.Contains($"stenciljit {command}", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_mistyped_command_is_an_error_that_names_the_help()
    {
        var result = (await ToolProcess.Run("shwo", "i32_add")).Ended(2);

        Assert.Empty(result.Output);
        Assert.EndsWith("Try 'stenciljit --help'.\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shells_are_told_the_micro_ops_that_fit()
    {
        const string Line = "stenciljit show i32_rot";

        var result = (await ToolProcess.Run($"[suggest:{Line.Length}]", Line)).Ended(0);

        Assert.Equal("i32_rotl\ni32_rotr\n", result.Output);
    }

    [Fact]
    public async Task The_script_for_bash_completes()
    {
        var script = (await ToolProcess.Run("completion", "bash")).Ended(0).Output;
        var tool = $"stenciljit() {{ dotnet '{Path.Combine(AppContext.BaseDirectory, "stenciljit.dll")}' \"$@\"; }}\n";
        var use = "COMP_LINE='stenciljit doct'; COMP_POINT=${#COMP_LINE}; _stenciljit; echo \"${COMPREPLY[@]}\"\n";
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", tool + script + use]) { RedirectStandardOutput = true })!;

        Assert.Equal("doctor\n", await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("stencil lock 1\n", "(1): error SJ2001: this toolchain reads 'stencil lock 2' and 'stencil lock 3', found 'stencil lock 1'")]
    [InlineData("", "(1): error SJ2001: the lock is empty")]
    [InlineData("hello\n", "(1): error SJ2001: not a stencil lock")]
    public async Task A_lock_of_another_version_or_none_at_all_is_an_error_at_its_line(string text, string message)
    {
        using var set = new SetCopy();
        File.WriteAllText(set.Lock("linux-x64"), text);

        var result = (await ToolProcess.RunIn(set.Root, "list")).Ended(2);

        Assert.Empty(result.Output);
        Assert.Contains(set.Lock("linux-x64") + message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_lock_is_an_error_at_its_line()
    {
        using var set = new SetCopy();
        var text = File.ReadAllText(set.Lock("linux-x64"));
        File.WriteAllText(set.Lock("linux-x64"), text.Replace("code 4801c0", "code 4801c1", StringComparison.Ordinal));

        var result = (await ToolProcess.RunIn(set.Root, "show", "add")).Ended(2);

        Assert.Contains($"({text.Count(letter => letter == '\n')}): error SJ2001: the lock was changed after it was written", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_has_read_enough_ends_the_command_quietly()
    {
        var command = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "stenciljit.dll")}' list --set wasm | head -n 1; echo ${{PIPESTATUS[0]}}";
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root })!;

        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal("wasm (wasm), bytes a stencil\n0\n", output);
        Assert.Empty(await bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public async Task On_a_terminal_without_colour_no_escapes_are_written(string variable, string value)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "No script(1): apt-get install bsdutils.");
        var command = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "stenciljit.dll")}' show divide --target linux-x64";
        var start = new ProcessStartInfo("script", ["-qec", command, "/dev/null"]) { RedirectStandardOutput = true, RedirectStandardInput = true, WorkingDirectory = Repository.Root };
        start.Environment[variable] = value;
        using var terminal = Process.Start(start)!;
        terminal.StandardInput.Close();

        var output = await terminal.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("idiv r9", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[3", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[9", output, StringComparison.Ordinal);
    }
}
