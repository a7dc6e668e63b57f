namespace StencilJit.Wasm.Cli.Tests;

public sealed class PublishTests(PublishedCommand command) : IClassFixture<PublishedCommand>
{
    [Fact]
    public void The_command_is_published_with_NativeAOT_without_a_warning()
    {
        command.Require();
        Assert.DoesNotContain("warning", command.Messages, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(RunTests.Samples), MemberType = typeof(RunTests))]
    public async Task A_sample_prints_under_NativeAOT_what_its_native_build_prints(string sample)
    {
        command.Require();
        var expected = await File.ReadAllTextAsync(
            $"{AppContext.BaseDirectory}/Samples/{sample}.txt", TestContext.Current.CancellationToken);
        Assert.Equal((0, expected), await command.RunAsync("run", $"Samples/{sample}.wasm"));
    }

    [Fact]
    public async Task A_trap_a_wrong_command_line_and_a_called_function_are_told_under_NativeAOT_as_elsewhere()
    {
        command.Require();
        var (code, output) = await command.RunAsync("run", "--invoke", "div", "Programs/functions.wasm", "1", "0");
        Assert.Equal(134, code);
        Assert.StartsWith("trap: integer divide by zero\n", output, StringComparison.Ordinal);
        (code, output) = await command.RunAsync("run", "--nothing", "Samples/fib.wasm");
        Assert.Equal(2, code);
        Assert.Contains("--nothing", output, StringComparison.Ordinal);
        Assert.Equal((0, "-3\n"), await command.RunAsync("run", "--invoke", "div", "Programs/functions.wasm", "-7", "2"));
    }
}
