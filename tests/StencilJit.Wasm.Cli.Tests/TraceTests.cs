using StencilJit.Runtime.Tracing;

namespace StencilJit.Wasm.Cli.Tests;

public sealed class TraceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stenciljit-trace-");

    private string Trace => Path.Combine(_folder.FullName, "p.trace");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_program_runs_as_without_a_trace_and_the_trace_has_its_code()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var result = await CommandProcess.Run("run", "--trace", Trace, "Samples/fib.wasm");
        var expected = await File.ReadAllTextAsync($"{AppContext.BaseDirectory}/Samples/fib.txt", cancellation);
        Assert.Equal((0, expected, ""), (result.ExitCode, result.Output, result.Error));

        var blocks = StitchTrace.Load(Trace).Blocks;
        var program = Assert.Single(blocks, block => block.Source is not null);
        Assert.Equal(await File.ReadAllBytesAsync($"{AppContext.BaseDirectory}/Samples/fib.wasm", cancellation), program.Source!.Content.ToArray());
        Assert.Contains(program.Regions, region => region.Name == "_start");
        Assert.Contains(blocks.SelectMany(block => block.Regions), region => region.Name == "entry thunk");
        Assert.Equal([Trace], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public async Task The_trace_is_there_before_the_program_runs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that one process sends to another.");
        using var command = CommandProcess.Start("run", "--trace", Trace, "Programs/spin.wasm");
        Assert.Equal("ready", await command.ReadLine());
        Assert.NotEmpty(StitchTrace.Load(Trace).Blocks);
        command.Interrupt();
        Assert.Equal(130, (await command.Finish()).ExitCode);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_ends_with_2_before_the_program_runs()
    {
        foreach (var path in (string[])[Path.Combine(_folder.FullName, "missing", "p.trace"), _folder.FullName, ""])
        {
            var result = await CommandProcess.Run("run", "--trace", path, "Samples/hello.wasm");
            Assert.Equal((2, ""), (result.ExitCode, result.Output));
            Assert.StartsWith($"error: --trace {path}: the file cannot be written: ", result.Error, StringComparison.Ordinal);
            Assert.Equal(1, result.Error.Count(character => character == '\n'));
        }

        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task What_cannot_be_compiled_leaves_no_trace()
    {
        Assert.Equal(1, (await CommandProcess.Run("run", "--trace", Trace, "Samples/fib.txt")).ExitCode);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task A_module_whose_code_does_not_fit_ends_with_1_and_one_line()
    {
        var path = Path.Combine(_folder.FullName, "large.wasm");
        await File.WriteAllBytesAsync(path, LargeProgram(), TestContext.Current.CancellationToken);
        var result = await CommandProcess.Run("run", "--compilation", "eager", path);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"error: {path} is too large to be compiled: The code heap has ", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(character => character == '\n'));

        // The large function is none that the program calls.
        result = await CommandProcess.Run("run", path);
        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
    }

    /// <summary>A small module of more code than the default heap holds: each br_if, of four bytes with its condition, moves 900 results.</summary>
    private static byte[] LargeProgram()
    {
        const int results = 900;
        const int branches = 130_000;
        byte[] body =
        [
            0,
            .. Enumerable.Repeat<byte[]>([0x42, 1], results).SelectMany(bytes => bytes),
            .. Enumerable.Repeat<byte[]>([0x41, 0, 0x0D, 0], branches).SelectMany(bytes => bytes),
            0x0B,
        ];
        return
        [
            .. "\0asm\x01\0\0\0"u8,
            .. Section(1, [2, 0x60, 0, .. Number(results), .. Enumerable.Repeat((byte)0x7E, results), 0x60, 0, 0]),
            .. Section(3, [2, 0, 1]),
            .. Section(7, [1, 6, .. "_start"u8, 0, 1]),
            .. Section(10, [2, .. Number(body.Length), .. body, 2, 0, 0x0B]),
        ];
    }

    private static byte[] Section(byte id, byte[] contents) => [id, .. Number(contents.Length), .. contents];

    private static byte[] Number(int value) => [(byte)(value | 0x80), (byte)((value >> 7) | 0x80), (byte)(value >> 14)];
}
