using StencilJit.Model;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Locks;

/// <summary>Compiles a set with another libLLVM: a process has one for all its life, so another process does it.</summary>
internal static class ChildCompiler
{
    /// <summary>Compiles a set.</summary>
    /// <param name="folder">The set.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="choice">What to compile with; names a library.</param>
    /// <param name="console">Where progress goes.</param>
    /// <param name="cancellation">Stops the compilation.</param>
    /// <returns>The stencils, in the order of the targets.</returns>
    /// <exception cref="ToolException">The other process failed; its message is this one's.</exception>
    public static async Task<IReadOnlyList<StencilSet>> CompileAsync(
        StencilFolder folder, IReadOnlyList<string> targets, CompilerChoice choice, ToolConsole console, CancellationToken cancellation)
    {
        if (!File.Exists(choice.Library))
            throw new ToolException($"llvm={choice.Library}: there is no such file.");
        var output = Directory.CreateTempSubdirectory("stenciljit-");
        try
        {
            var (program, arguments) = Self();
            arguments = [.. arguments, .. Arguments(folder, targets, choice, output.FullName)];
            // Its temporary files go with this folder, even where it is killed.
            var environment = new Dictionary<string, string> { ["STENCILJIT_LIBLLVM"] = choice.Library, ["TMPDIR"] = output.FullName };
            var result = await console.RunAsync(
                $"Compiling {folder.Name} for {string.Join(", ", targets)} with {choice.Library}",
                () => ExternalProgram.RunAsync(program, arguments, environment: environment, cancellation: cancellation));
            if (result is not { ExitCode: ExitCode.Success })
                throw new ToolException($"{choice.Library} cannot compile {folder.Name}: {Complaint(result)}", result?.ExitCode ?? ExitCode.MissingTool);
            return [.. targets.Select(target => LockFile.Read(Path.Combine(output.FullName, target + StencilFolder.LockExtension)))];
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Arguments(StencilFolder folder, IReadOnlyList<string> targets, CompilerChoice choice, string output)
    {
        IEnumerable<string> arguments = ["compile", "--set", folder.Path, "--output", output];
        if (choice.Clang is { } clang)
            arguments = [.. arguments, "--clang", clang];
        if (choice.Flags is { Count: > 0 } flags)
            arguments = [.. arguments, "--flags=" + string.Join(' ', flags.Select(flag => $"\"{flag}\""))];
        return [.. arguments, .. targets.SelectMany(target => new[] { "--target", target }), .. folder.IncludeDirectories.SelectMany(include => new[] { "--include", include })];
    }

    // Started through 'dotnet' this process is the runtime's host, and the tool an argument of it.
    private static (string Program, IEnumerable<string> Arguments) Self()
    {
        var process = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? (process, [Path.Combine(AppContext.BaseDirectory, "stenciljit.dll")])
            : (process, []);
    }

    private static string Complaint(ExternalProgram? result) =>
        result is null ? "this program could not be started again."
        : string.Join('\n', result.Error.Split('\n').Where(line => !line.EndsWith('…'))).Trim() is { Length: > 0 } error ? error
        : $"it ended with code {result.ExitCode}.";
}
