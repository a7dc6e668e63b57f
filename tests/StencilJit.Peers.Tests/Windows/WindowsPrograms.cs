using System.Diagnostics;
using StencilJit.Peers.Tests.Processes;
using StencilJit.Testing.Wine;

namespace StencilJit.Peers.Tests.Windows;

/// <summary>The command that runs WebAssembly programs and the tests of the engine, published for Windows and run by wine.</summary>
public sealed class WindowsPrograms
{
    // Wine 8 does not always wake a thread that waits, whatever the program is: one that hangs is ended and run anew, and one that hangs
    // each time costs its test alone.
    private const int Attempts = 3;
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);

    private readonly WindowsMachine _machine = new(Repository.Artifacts);
    private readonly Lazy<string?> _command;
    private readonly Lazy<string?> _engineTests;

    public WindowsPrograms()
    {
        _command = new(() => Publish(Path.Combine("runtime", "StencilJit.Wasm.Cli"), "stenciljit-wasm.exe"));
        _engineTests = new(() => Publish(Path.Combine("tests", "StencilJit.Wasm.Tests"), "StencilJit.Wasm.Tests.exe"));
    }

    /// <summary>Runs the command; files of this machine go by <see cref="WindowsMachine.PathOf"/>.</summary>
    internal Task<ProcessResult> RunCommandAsync(ReadOnlyMemory<byte> input, params string[] arguments) => RunAsync(_command, input, arguments);

    /// <summary>Runs tests of the engine.</summary>
    internal Task<ProcessResult> RunEngineTestsAsync(params string[] arguments) => RunAsync(_engineTests, default, arguments);

    private async Task<ProcessResult> RunAsync(Lazy<string?> program, ReadOnlyMemory<byte> input, string[] arguments)
    {
        var file = _machine.Problem is null ? program.Value : null;
        Assert.SkipWhen(file is null, _machine.Problem ?? "");
        var cancellation = TestContext.Current.CancellationToken;
        for (int attempt = 1; ; attempt++)
        {
            ProcessStartInfo start = _machine.Start(file!, arguments);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(s_longest);
            try
            {
                return await ProcessRunner.RunAsync(start, input, limit.Token);
            }
            catch (OperationCanceledException) when (attempt < Attempts && !cancellation.IsCancellationRequested)
            {
                TestContext.Current.SendDiagnosticMessage($"{Path.GetFileName(file)} hung under wine, attempt {attempt}.");
            }
        }
    }

    private string? Publish(string project, string program) =>
        _machine.Publish(Path.Combine(Repository.Root, project)) is { } folder ? Path.Combine(folder, program) : null;
}
