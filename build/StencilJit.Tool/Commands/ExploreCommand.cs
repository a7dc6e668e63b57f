using System.CommandLine;
using System.Diagnostics;
using StencilJit.Compiler.Clang;
using StencilJit.Compiler.Llvm;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Costs;
using StencilJit.Tool.Explore;
using StencilJit.Tool.Operations;
using StencilJit.Tool.Reports;

namespace StencilJit.Tool.Commands;

/// <summary><c>explore</c>: the report as a local page that follows the sources.</summary>
internal sealed class ExploreCommand : Command
{
    private const int SpareThreads = 8;

    private readonly Option<int> port = new("--port") { Description = "The port of the page on this machine; by default a free one.", HelpName = "NUMBER" };

    private readonly Option<bool> noOpen = new("--no-open") { Description = "Opens no browser." };

    public ExploreCommand()
        : base("explore", "Serves the report as a local page that shows the machine code of what is saved; Ctrl-C ends it.")
    {
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535)
                result.AddError("--port is a number from 1 to 65535, or 0 for a free port.");
        });
        Add(port);
        Add(noOpen);
        Add(CommonOptions.Set);
        Add(CommonOptions.Target);
        Add(CommonOptions.Include);
        Add(CommonOptions.Clang);
        Add(CommonOptions.Cpu);
        ExampleHelp.Add(this, "stenciljit explore --set wasm", "stenciljit explore --no-open --port 8080");
        this.SetToolAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, ToolConsole console, CancellationToken cancellation)
    {
        var clang = result.GetValue(CommonOptions.Clang);
        if (ClangLocator.Find(clang) is null || LlvmLibrary.Version is null)
        {
            throw new ToolException(
                "explore compiles what is saved, and no clang with its libLLVM was found. Install them (Debian: apt-get install clang-22 libllvm22), or name a clang with --clang or STENCILJIT_CLANG. The locks as they are: stenciljit report",
                ExitCode.MissingTool);
        }

        // Compilers keep threads of the pool busy: pages and Ctrl-C must not wait for them.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(workers + SpareThreads, ports);
        var catalogs = OperationCatalog.Read(CommonOptions.Sets(result), CommonOptions.Targets(result));
        var estimator = new Lazy<Task<CostEstimator?>>(() => CostEstimator.CreateAsync(result.GetValue(CommonOptions.Cpu) ?? [], console, cancellation));
        var sets = catalogs.Zip(ReportBuilder.Ids(catalogs)).Select(entry => new SetSession(entry.Second, entry.First, clang, estimator)).ToList();
        // What is saved from here on counts, even while the page is being prepared.
        using var watcher = new SourceWatcher([.. catalogs.Select(catalog => catalog.Folder)]);
        var session = new ExploreSession(sets);
        var server = PageServer.Start(result.GetValue(port), session);
        console.Writer.WriteLine(server.Address);
        console.Writer.Flush();
        if (!result.GetValue(noOpen))
            Open(server.Address, console);
        try
        {
            await await Task.WhenAny(server.RunAsync(cancellation), FollowAsync(session, watcher, catalogs.Count, cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ctrl-C is how this command is meant to end.
        }

        return ExitCode.Success;
    }

    private static async Task FollowAsync(ExploreSession session, SourceWatcher watcher, int count, CancellationToken cancellation)
    {
        // The locks may not be what the sources give.
        await session.UpdateAsync(Enumerable.Range(0, count), cancellation);
        while (true)
            await session.UpdateAsync(await watcher.WaitAsync(cancellation), cancellation);
    }

    private static void Open(string address, ToolConsole console)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            console.Note("No browser could be opened: open the address above in one.");
        }
    }
}
