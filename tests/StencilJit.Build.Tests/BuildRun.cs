using System.Diagnostics;

namespace StencilJit.Build.Tests;

/// <summary>What a command gave.</summary>
internal sealed record BuildRun(int ExitCode, string Output)
{
    public static BuildRun Dotnet(string folder, params string[] arguments) => Dotnet(folder, new Dictionary<string, string>(), arguments);

    public static BuildRun Dotnet(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) => Start("dotnet", folder, environment, arguments);

    public static BuildRun Start(string program, string folder, params string[] arguments) => Start(program, folder, new Dictionary<string, string>(), arguments);

    private static BuildRun Start(string program, string folder, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // What surrounds this test run shall not reach into the build, nor a server outlive it.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new BuildRun(process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    public BuildRun Succeeded()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }

    public BuildRun Failed()
    {
        Assert.True(ExitCode != 0, Output);
        return this;
    }
}
