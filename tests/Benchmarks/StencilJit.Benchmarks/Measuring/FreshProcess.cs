using System.Diagnostics;
using System.Text.Json;

namespace StencilJit.Benchmarks.Measuring;

/// <summary>Runs this program once more, to measure what only a new process can tell: how long the first time takes.</summary>
internal static class FreshProcess
{
    /// <summary>Runs a command of this program that measures.</summary>
    /// <param name="arguments">The command and its arguments.</param>
    /// <returns>What it prints, or null and why it failed.</returns>
    public static async Task<(FirstTimes? Times, string? Problem)> MeasureAsync(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (JsonSerializer.Deserialize<FirstTimes>(output), null) : (null, (await errors).Trim());
    }

    /// <summary>The other side: measures twice and prints both.</summary>
    /// <param name="action">What to measure.</param>
    public static async Task<int> PrintAsync(Func<Task> action)
    {
        try
        {
            var first = await MeasureAsync(action);
            var second = await MeasureAsync(action);
            Console.WriteLine(JsonSerializer.Serialize(new FirstTimes(first, second)));
            return 0;
        }
        catch (Exception error) when (error is InvalidOperationException or IOException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }

    private static async Task<TimesUsed> MeasureAsync(Func<Task> action)
    {
        var processor = ProcessorTime.Total();
        var watch = Stopwatch.StartNew();
        await action();
        return new TimesUsed(watch.Elapsed.TotalSeconds, ProcessorTime.Total() - processor);
    }
}
