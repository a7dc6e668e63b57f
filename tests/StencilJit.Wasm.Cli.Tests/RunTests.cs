using System.Runtime.InteropServices;
namespace StencilJit.Wasm.Cli.Tests;

public sealed class RunTests
{
    // Enough for .NET and a memory of 4 GiB, but not for one with a guard.
    private const long SmallAddressSpace = 10L << 30;

    private static bool HasGuards => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    public static TheoryData<string> Samples =>
        [.. new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "Samples"))
            .EnumerateFiles("*.wasm")
            .Select(file => Path.GetFileNameWithoutExtension(file.Name))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Samples_print_what_their_native_builds_print(string sample)
    {
        var expected = await File.ReadAllTextAsync(
            $"{AppContext.BaseDirectory}/Samples/{sample}.txt", TestContext.Current.CancellationToken);
        var result = await CommandProcess.Run("run", $"Samples/{sample}.wasm");
        Assert.Equal("", result.Error);
        Assert.Equal(expected, result.Output);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task What_follows_the_program_belongs_to_it()
    {
        var result = await CommandProcess.Run(
            "run", "--env", "A=1", "--env=B=x=y", "Samples/environment.wasm", "--env", "C=3", "--help", "--", "@file", "");
        Assert.Equal("6 arguments\n  --env\n  C=3\n  --help\n  --\n  @file\n  \n2 variables\n  A=1\n  B=x=y\n", result.Output);
    }

    [Fact]
    public async Task A_program_reads_only_the_directories_that_it_is_given()
    {
        var folder = Directory.CreateTempSubdirectory("stenciljit-run-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "f"), "text", TestContext.Current.CancellationToken);
            var given = await CommandProcess.Run(
                "run", "--dir", $"{folder.FullName}::/data", "Samples/environment.wasm", "--file", "/data/f", "--file", "/data/../f");
            Assert.Matches("(?s)file /data/f: 4 bytes.*file /data/../f: cannot be read", given.Output);
            var same = await CommandProcess.Run("run", "--dir", folder.FullName, "Samples/environment.wasm", "--file", $"{folder.FullName}/f");
            Assert.Contains("f: 4 bytes", same.Output, StringComparison.Ordinal);
            var none = await CommandProcess.Run("run", "Samples/environment.wasm", "--file", $"{folder.FullName}/f");
            Assert.Contains("f: cannot be read", none.Output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_C_program_makes_lists_renames_and_removes_files_in_its_directory_and_nowhere_else()
    {
        var folder = Directory.CreateTempSubdirectory("stenciljit-run-");
        try
        {
            var inner = folder.CreateSubdirectory("inner");
            var secret = Path.Combine(folder.FullName, "secret");
            await File.WriteAllTextAsync(secret, "", TestContext.Current.CancellationToken);
            var result = await CommandProcess.Run("run", "--dir", $"{inner.FullName}::/data", "Programs/files.wasm");
            var expected = await File.ReadAllTextAsync(
                $"{AppContext.BaseDirectory}/Programs/files.txt", TestContext.Current.CancellationToken);
            Assert.Equal(expected, result.Output);
            Assert.Equal(3, result.ExitCode);
            Assert.Equal([secret], folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_program_reads_standard_input()
    {
        var result = await CommandProcess.RunWithInput("abc\n", "run", "Samples/text.wasm");
        Assert.StartsWith("cba\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exit_code_is_the_programs()
    {
        var result = await CommandProcess.Run("run", "Programs/exit.wasm");
        Assert.Equal((7, "", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_trap_ends_with_134_and_says_why()
    {
        var result = await CommandProcess.Run("run", "Programs/functions.wasm");
        Assert.Equal(134, result.ExitCode);
        Assert.StartsWith("trap: unreachable\n", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_ends_with_130_even_in_an_endless_loop()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that one process sends to another.");
        using var command = CommandProcess.Start("run", "Programs/spin.wasm");
        Assert.Equal("ready", await command.ReadLine());
        command.Interrupt();
        var result = await command.Finish();
        Assert.Equal((130, ""), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("Programs/missing.wasm", "there is no such file")]
    [InlineData("Programs", "is a directory")]
    [InlineData("Samples/fib.txt", "is malformed: magic header not detected")]
    [InlineData("Programs/foreign.wasm", "unknown import: the module imports the function \"missing\" of \"env\"")]
    [InlineData("Programs/reactor.wasm", "is no program: it has no function _start. Call a function with --invoke. It exports _initialize, ready.")]
    public async Task A_module_that_cannot_run_ends_with_1_and_one_line(string module, string message)
    {
        var result = await CommandProcess.Run("run", module);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"error: {module}", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(character => character == '\n'));
    }

    [Theory]
    [InlineData(new string[] { }, "Required command")]
    [InlineData(new[] { "run" }, "program.wasm")]
    [InlineData(new[] { "run", "--nothing", "Samples/fib.wasm" }, "--nothing")]
    [InlineData(new[] { "run", "--dir", "no/such/place", "Samples/fib.wasm" }, "there is no directory \"no/such/place\"")]
    [InlineData(new[] { "run", "--dir", ".::", "Samples/fib.wasm" }, "name of the directory is missing")]
    [InlineData(new[] { "run", "--bounds-checks", "none", "Samples/fib.wasm" }, "'guard'")]
    [InlineData(new[] { "run", "--compilation", "later", "Samples/fib.wasm" }, "'lazy'")]
    [InlineData(new[] { "run", "--env", "A", "Samples/fib.wasm" }, "write NAME=VALUE")]
    [InlineData(new[] { "run", "--invoke", "nope", "Programs/functions.wasm" }, "exports no such function. It exports _start, div, wide")]
    [InlineData(new[] { "run", "--invoke", "div", "Programs/functions.wasm", "1" }, "is of type [i32 i32] -> [i32] and takes 2 arguments, not 1")]
    [InlineData(new[] { "run", "--invoke", "div", "Programs/functions.wasm", "1", "4294967296" }, "argument 2, \"4294967296\", is no i32")]
    [InlineData(new[] { "run", "--invoke", "half", "Programs/functions.wasm", "x" }, "argument 1, \"x\", is no f32")]
    public async Task A_wrong_command_line_ends_with_2_and_says_what_is_wrong(string[] arguments, string message)
    {
        var result = await CommandProcess.Run(arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("four", new string[] { }, "-5\n9223372036854775807\n0.1\n-inf\n")]
    [InlineData("div", new[] { "-7", "2" }, "-3\n")]
    [InlineData("div", new[] { "0xFFFFFFFF", "+1" }, "-1\n")]
    [InlineData("div", new[] { "4294967295", "1" }, "-1\n")]
    [InlineData("wide", new[] { "-9223372036854775808" }, "-9223372036854775808\n")]
    [InlineData("wide", new[] { "0x8000000000000000" }, "-9223372036854775808\n")]
    [InlineData("half", new[] { "3e-1" }, "0.15\n")]
    [InlineData("half", new[] { "nan" }, "nan\n")]
    [InlineData("null", new[] { "null" }, "null\n")]
    public async Task A_called_function_prints_its_results_one_a_line(string function, string[] arguments, string output)
    {
        var result = await CommandProcess.Run(["run", "--invoke", function, "Programs/functions.wasm", .. arguments]);
        Assert.Equal((0, output, ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_library_is_initialised_before_its_function_is_called()
    {
        var result = await CommandProcess.Run("run", "--invoke", "ready", "Programs/reactor.wasm");
        Assert.Equal("42\n", result.Output);
    }

    [Fact]
    public async Task A_trap_in_a_called_function_prints_no_results()
    {
        var result = await CommandProcess.Run("run", "--invoke", "div", "Programs/functions.wasm", "1", "0");
        Assert.Equal((134, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("trap: integer divide by zero\n", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explicit")]
    [InlineData("guard")]
    public async Task A_program_does_the_same_whatever_keeps_it_in_bounds(string boundsChecks)
    {
        Assert.SkipWhen(boundsChecks == "guard" && !HasGuards, "Memories cannot be guarded on this system.");
        var result = await CommandProcess.Run("run", "--bounds-checks", boundsChecks, "Samples/sha256.wasm");
        Assert.Equal((0, "", await File.ReadAllTextAsync($"{AppContext.BaseDirectory}/Samples/sha256.txt", TestContext.Current.CancellationToken)), (result.ExitCode, result.Error, result.Output));
    }

    [Theory]
    [InlineData("eager")]
    [InlineData("lazy")]
    public async Task A_program_does_the_same_whenever_its_functions_are_compiled(string compilation)
    {
        var result = await CommandProcess.Run("run", "--compilation", compilation, "Samples/sha256.wasm");
        Assert.Equal((0, "", await File.ReadAllTextAsync($"{AppContext.BaseDirectory}/Samples/sha256.txt", TestContext.Current.CancellationToken)), (result.ExitCode, result.Error, result.Output));
        result = await CommandProcess.Run("run", "--compilation", compilation, "--invoke", "div", "Programs/functions.wasm", "1", "0");
        Assert.Equal((134, ""), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task A_process_with_little_address_space_checks_bounds_unless_it_is_told_not_to()
    {
        Assert.SkipUnless(HasGuards, "Memories cannot be guarded on this system.");
        var result = await CommandProcess.RunWithin(SmallAddressSpace, "run", "Samples/fib.wasm");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var guarded = await CommandProcess.RunWithin(SmallAddressSpace, "run", "--bounds-checks", "guard", "Samples/fib.wasm");
        Assert.Equal((1, ""), (guarded.ExitCode, guarded.Output));
        Assert.StartsWith("error: A memory whose bounds are not checked reserves 8 GiB of address space", guarded.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_shows_the_options()
    {
        var result = await CommandProcess.Run("run", "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.All(["--dir", "--env", "--invoke", "--trace", "--bounds-checks", "--compilation", "program.wasm"], option => Assert.Contains(option, result.Output, StringComparison.Ordinal));
    }
}
