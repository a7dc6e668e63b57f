using System.Formats.Tar;
using System.IO.Compression;

namespace StencilJit.Peers.Tests.Processes;

/// <summary>A package of npm's, fetched through the ordinary client once and kept.</summary>
/// <param name="Name">The package's name.</param>
/// <param name="Version">Its version.</param>
internal sealed record NpmPackage(string Name, string Version)
{
    private string FolderName => $"{Name.TrimStart('@').Replace('/', '-')}-{Version}";

    /// <summary>Where the package's files are.</summary>
    /// <param name="cache">The folder to keep packages in.</param>
    /// <returns>The folder, or null and why the package cannot be had.</returns>
    public async Task<(string? Folder, string? Problem)> FetchAsync(string cache)
    {
        var folder = Path.Combine(cache, FolderName);
        if (Directory.Exists(folder))
            return (folder, null);
        if (ProcessRunner.Find("npm") is not { } npm)
            return (null, $"{Name} cannot be had: there is no npm on the search path.");
        Directory.CreateDirectory(cache);
        var work = Directory.CreateDirectory(Path.Combine(cache, Path.GetRandomFileName())).FullName;
        try
        {
            var packed = await ProcessRunner.RunAsync(npm, ["pack", $"{Name}@{Version}", "--silent", "--pack-destination", work]);
            if (packed.ExitCode != 0 || Directory.GetFiles(work, "*.tgz") is not [var archive])
                return (null, $"{Name} {Version} cannot be had: npm ended with {packed.ExitCode}. {packed.Errors.Trim()}");
            await ExtractAsync(archive, work);

            // Whatever is under the final name is whole.
            Directory.Move(Path.Combine(work, "package"), folder);
            return (folder, null);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task ExtractAsync(string archive, string folder)
    {
        await using var file = File.OpenRead(archive);
        await using var tar = new GZipStream(file, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(tar, folder, overwriteFiles: false);
    }
}
