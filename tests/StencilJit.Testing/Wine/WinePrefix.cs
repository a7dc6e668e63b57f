using System.Diagnostics;

namespace StencilJit.Testing.Wine;

/// <summary>A folder that wine takes for a Windows machine: its registry and its drive C.</summary>
internal sealed class WinePrefix
{
    private const string Install = "apt-get install wine64 libz-mingw-w64";

    // Debian's wine64 alone puts nothing on the search path.
    private const string Programs = "/usr/lib/wine";

    // Debian's wine links with it and does not bring it: without it programs end with 53 and no message.
    private const string Zlib = "/usr/x86_64-w64-mingw32/lib/zlib1.dll";

    private readonly string loader;
    private readonly string folder;

    private WinePrefix(string loader, string folder)
    {
        this.loader = loader;
        this.folder = folder;
    }

    /// <summary>Takes the prefix in a folder, and makes it where there is none.</summary>
    /// <returns>The prefix, or null and why there cannot be one.</returns>
    public static (WinePrefix? Prefix, string? Problem) Have(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return (null, "Programs for Windows are run with wine on Linux only.");
        if (Find("wine64", "wine") is not { } loader)
            return (null, $"There is no wine64 on the search path or in {Programs}: {Install}");
        if (!File.Exists(Zlib))
            return (null, $"There is no {Zlib}, which wine needs: {Install}");
        if (!Directory.Exists(folder))
            Create(loader, folder);
        return (new WinePrefix(loader, folder), null);
    }

    public ProcessStartInfo Start(string program, IEnumerable<string> arguments) => Start(loader, folder, "mshtml=", [program, .. arguments]);

    /// <summary>Makes a prefix beside its place and moves it there, so that whatever is in place is whole.</summary>
    private static void Create(string loader, string folder)
    {
        var work = $"{folder}-{Path.GetRandomFileName()}";
        var system = Directory.CreateDirectory(Path.Combine(work, "drive_c", "windows", "system32")).FullName;
        File.Copy(Zlib, Path.Combine(system, Path.GetFileName(Zlib)));
        // Without mscoree and mshtml wine does not ask to download its own .NET Framework and browser.
        var (exitCode, text) = WindowsMachine.ToEnd(Start(loader, work, "mscoree,mshtml=", ["wineboot", "--init"]));
        if (Find("wineserver64", "wineserver") is { } server)
            WindowsMachine.ToEnd(Start(server, work, "", ["-w"]));
        if (exitCode != 0 || !File.Exists(Path.Combine(work, "system.reg")))
            throw new InvalidOperationException($"wineboot ended with {exitCode} and made no prefix in {work}:\n{text}");
        try
        {
            Directory.Move(work, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another process made one at the same time.
            Directory.Delete(work, recursive: true);
        }
    }

    private static ProcessStartInfo Start(string program, string folder, string libraries, IEnumerable<string> arguments) => new(program, arguments)
    {
        Environment =
        {
            ["WINEPREFIX"] = folder,
            ["WINEDEBUG"] = "-all",
            ["WINEDLLOVERRIDES"] = libraries,
            // With .NET's own code mapped twice, wine 8 ends programs when dynamic methods are collected. Ours stays mapped twice.
            ["DOTNET_EnableWriteXorExecute"] = "0",
        },
    };

    private static string? Find(params ReadOnlySpan<string> names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names)
            foreach (var folder in (ReadOnlySpan<string>)[.. folders, Programs])
                if (Path.Combine(folder, name) is var path && File.Exists(path))
                    return path;
        return null;
    }
}
