using System.Diagnostics;
using System.Text.Json.Nodes;
using StencilJit.Benchmarks.Programs;

namespace StencilJit.Benchmarks.Engines;

/// <summary>
/// An engine in a process of its own, pinned to one processor if the choice is. It is started when it is first asked, and once more where
/// it ended or was ended because it took too long: that costs the figure that was asked for, and no other.
/// </summary>
internal sealed class EngineProcess(EngineChoice choice) : IWasmEngine
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private Process? _process;
    private string _lastWords = "";

    /// <summary>What runs in the process.</summary>
    public EngineChoice Choice => choice;

    /// <summary>The most memory that the process has had at a time, in bytes; null where the system does not tell.</summary>
    public long? PeakMemory => _process is { HasExited: false } process ? ProcessMemory.Peak(process.Id) : null;

    public double Compile(string module, int count) => Seconds(Ask(new JsonObject { ["compile"] = module, ["count"] = count }));

    public long CodeSize(string module) => Ask(new JsonObject { ["code"] = module })["bytes"]!.GetValue<long>();

    public double CallFirst(byte[] module, int count) =>
        Seconds(Ask(new JsonObject { ["first"] = Convert.ToBase64String(module), ["count"] = count }));

    public RunResult Run(SampleProgram program, int count)
    {
        var answer = Ask(new JsonObject { ["sample"] = program.Module, ["input"] = Convert.ToBase64String(program.Input), ["count"] = count });
        return new RunResult(Seconds(answer), answer["checksum"]!.GetValue<uint>());
    }

    public RunResult Run(SystemProgram program)
    {
        program.Clean();
        var answer = Ask(new JsonObject
        {
            ["system"] = program.Module,
            ["arguments"] = new JsonArray([.. program.Arguments.Select(argument => JsonValue.Create(argument))]),
            ["guest"] = SystemProgram.GuestFolder,
            ["folder"] = program.Folder,
            ["output"] = program.OutputFile,
            ["result"] = program.Result,
        });
        return new RunResult(Seconds(answer), SystemOutput.Sum(program));
    }

    /// <summary>The process ends with its input.</summary>
    public void Dispose()
    {
        if (_process is null)
            return;
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before.
        }

        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _process = null;
    }

    private static double Seconds(JsonNode answer) => answer["seconds"]!.GetValue<double>();

    private JsonNode Ask(JsonNode request)
    {
        var process = _process ??= Start();
        string? line = null;
        try
        {
            process.StandardInput.WriteLine(request.ToJsonString());
            process.StandardInput.Flush();
            var answer = process.StandardOutput.ReadLineAsync();
            if (!answer.Wait(s_patience))
                throw Abandon("timeout", $"{choice.Name} took more than {s_patience.TotalMinutes} minutes and was ended");
            line = answer.Result;
        }
        catch (IOException)
        {
            // It ended while it was asked; what it said is below.
        }

        if (line is null)
        {
            process.WaitForExit(TimeSpan.FromSeconds(10));
            throw Abandon("died", $"{choice.Name} ended{(process.HasExited ? $" with {process.ExitCode}" : "")}: {_lastWords}");
        }

        var result = JsonNode.Parse(line)!;
        if (result["error"] is { } error)
            throw new EngineException("failed", $"{choice.Name}: {error.GetValue<string>()}");
        return result;
    }

    private EngineException Abandon(string reason, string message)
    {
        if (_process is { HasExited: false })
            _process.Kill(entireProcessTree: true);
        _process?.Dispose();
        _process = null;
        return new EngineException(reason, message);
    }

    private Process Start()
    {
        _lastWords = "";
        var (file, arguments) = choice.IsPinned ? Pinning.Command(choice.File, choice.Arguments) : (choice.File, choice.Arguments);
        var process = Process.Start(new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, data) => _lastWords = string.IsNullOrWhiteSpace(data.Data) ? _lastWords : data.Data.Trim();
        process.BeginErrorReadLine();
        return process;
    }
}
