using StencilJit.Tool.Cli;

namespace StencilJit.Tool.Revisions;

/// <summary>A folder of a git repository, read through the command <c>git</c>.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Prefix">Where it is in the repository, as git writes it: with slashes, one at the end; empty for the root.</param>
internal sealed record GitFolder(string Path, string Prefix)
{
    /// <summary>Asks git about a folder.</summary>
    /// <returns>The folder; null where it is in no repository.</returns>
    /// <exception cref="ToolException">There is no git.</exception>
    public static async Task<GitFolder?> TryFindAsync(string folder, CancellationToken cancellation)
    {
        var result = await RunAsync(folder, ["rev-parse", "--show-prefix"], cancellation);
        return result.ExitCode == 0 ? new GitFolder(folder, result.Output.TrimEnd('\n', '\r')) : null;
    }

    /// <summary>Finds the commit that a revision names.</summary>
    /// <returns>Its full hash; null where there is none.</returns>
    public async Task<string?> ResolveAsync(string revision, CancellationToken cancellation)
    {
        // What starts with a dash is an option to git, and never a revision.
        if (revision.StartsWith('-'))
            return null;
        var result = await RunAsync(Path, ["rev-parse", "--verify", "--quiet", revision + "^{commit}"], cancellation);
        return result.ExitCode == 0 ? result.Output.Trim() : null;
    }

    /// <summary>The names that revisions have here, to propose them.</summary>
    public async Task<IReadOnlyList<string>> RevisionsAsync(CancellationToken cancellation)
    {
        var result = await RunAsync(Path, ["for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes"], cancellation);
        return ["HEAD", .. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>The names of the files in a folder below this one as of a commit; none where there was no such folder.</summary>
    public async Task<IReadOnlyList<string>> FilesAsync(string commit, string folder, CancellationToken cancellation)
    {
        var result = await RunAsync(Path, ["ls-tree", "--name-only", "-z", commit, "--", folder + "/"], cancellation);
        return result.ExitCode == 0
            ? [.. result.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(path => path[(path.LastIndexOf('/') + 1)..])]
            : throw new ToolException($"git cannot list {Prefix}{folder} as of {commit}: {result.Error.Trim()}");
    }

    /// <summary>The text of a file below this folder as of a commit that has it.</summary>
    public async Task<string> ReadAsync(string commit, string file, CancellationToken cancellation)
    {
        var result = await RunAsync(Path, ["show", $"{commit}:./{file}"], cancellation);
        return result.ExitCode == 0 ? result.Output : throw new ToolException($"git cannot read {Prefix}{file} as of {commit}: {result.Error.Trim()}");
    }

    private static async Task<ExternalProgram> RunAsync(string folder, IEnumerable<string> arguments, CancellationToken cancellation) =>
        await ExternalProgram.RunAsync("git", ["-C", folder, .. arguments], cancellation: cancellation)
        ?? throw new ToolException("Revisions are read through git, and there is no git in PATH. Install it (Debian: apt-get install git), or compare lock files.", ExitCode.MissingTool);
}
