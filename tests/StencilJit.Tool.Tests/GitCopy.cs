using System.ComponentModel;
using System.Diagnostics;

namespace StencilJit.Tool.Tests;

/// <summary>Makes the folder of a <see cref="SetCopy"/> a git repository with one commit of everything.</summary>
internal static class GitCopy
{
    /// <summary>Runs git in a folder; skips the test where there is none.</summary>
    public static string Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] settings = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main", "-c", "core.autocrlf=false"];
        foreach (var argument in settings.Concat(arguments))
            start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, error.GetAwaiter().GetResult());
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Skip("No git: apt-get install git.");
            throw;
        }
    }

    /// <summary>Commits everything there is.</summary>
    public static void Commit(string folder)
    {
        if (!Directory.Exists(Path.Combine(folder, ".git")))
            Git(folder, "init", "--quiet");
        Git(folder, "add", "--all");
        Git(folder, "commit", "--quiet", "--message", "State");
    }
}
