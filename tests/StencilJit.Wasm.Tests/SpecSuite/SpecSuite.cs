using System.IO.Compression;

namespace StencilJit.Wasm.Tests.SpecSuite;

/// <summary>
/// The official test suite as wabt's wast2json converts it: a folder per script, in it the script's commands as
/// <c>name.json</c> and the modules that they name. It is read from <c>wasm-2.0.zip</c> or from that archive's extracted form.
/// </summary>
public sealed class SpecSuite
{
    private const string Variable = "STENCILJIT_SPEC_TESTS";
    private const string Archive = "wasm-2.0";

    private static readonly Lazy<SpecSuite?> s_found = new(Find);
    private readonly Dictionary<string, Func<byte[]>> _files;

    private SpecSuite(Dictionary<string, Func<byte[]>> files)
    {
        _files = files;
        ScriptNames = [.. files.Keys
            .Where(path => path.EndsWith(".json", StringComparison.Ordinal))
            .Select(path => path[..path.LastIndexOf('/')])
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The suite, or null where it is not on this machine.</summary>
    public static SpecSuite? Found => s_found.Value;

    /// <summary>What to tell whoever wonders why the tests were skipped.</summary>
    public static string HowToGet =>
        $"The WebAssembly test suite is not here. Convert github.com/WebAssembly/testsuite with wabt's wast2json, a folder per "
        + $"script (name/name.json, name/name.0.wasm, …), and set {Variable} to the folder that holds it or {Archive}.zip.";

    /// <summary>The folders of all scripts, such as <c>i32</c> or <c>proposals/tail-call/return_call</c>.</summary>
    public IReadOnlyList<string> ScriptNames { get; }

    /// <summary>The scripts of WebAssembly 2.0 itself but those for vectors, which this engine does not run.</summary>
    public IEnumerable<string> CoreScripts => ScriptNames.Where(name => !IsProposal(name) && !IsVector(name));

    /// <summary>The scripts for vectors.</summary>
    public IEnumerable<string> VectorScripts => ScriptNames.Where(name => !IsProposal(name) && IsVector(name));

    /// <summary>Reads a script's commands.</summary>
    public SpecScript Read(string name)
    {
        var json = _files[$"{name}/{name[(name.LastIndexOf('/') + 1)..]}.json"]();
        return SpecScript.Parse(name, json, file => _files[$"{name}/{file}"]());
    }

    // What is not WebAssembly 2.0 is in a folder of folders.
    private static bool IsProposal(string name) => name.Contains('/');

    private static bool IsVector(string name) => name.StartsWith("simd_", StringComparison.Ordinal);

    private static SpecSuite? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
        {
            return Open(folder)
                ?? throw new DirectoryNotFoundException($"{Variable} is {folder}, which holds neither {Archive}.zip nor scripts.");
        }

        // Beside the repository.
        for (var root = new DirectoryInfo(AppContext.BaseDirectory); root is not null; root = root.Parent)
        {
            if (File.Exists(Path.Combine(root.FullName, "Directory.Packages.props")))
                return Open(Path.Combine(root.FullName, "..", "shared", "spec-tests"));
        }

        return null;
    }

    private static SpecSuite? Open(string folder)
    {
        var archive = Path.Combine(folder, Archive + ".zip");
        if (File.Exists(archive))
            return FromArchive(archive);
        var extracted = Path.Combine(folder, Archive);
        if (Directory.Exists(extracted))
            return FromFolder(extracted);
        return File.Exists(Path.Combine(folder, "i32", "i32.json")) ? FromFolder(folder) : null;
    }

    private static SpecSuite FromArchive(string path)
    {
        var archive = ZipFile.OpenRead(path);
        return new SpecSuite(archive.Entries.ToDictionary(entry => entry.FullName, Reader, StringComparer.Ordinal));

        Func<byte[]> Reader(ZipArchiveEntry entry) => () =>
        {
            // An archive has one position: tests that run at the same time take turns.
            lock (archive)
            {
                using var stream = entry.Open();
                var bytes = new byte[entry.Length];
                stream.ReadExactly(bytes);
                return bytes;
            }
        };
    }

    private static SpecSuite FromFolder(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);
        return new SpecSuite(files.ToDictionary(
            file => Path.GetRelativePath(folder, file).Replace('\\', '/'),
            file => (Func<byte[]>)(() => File.ReadAllBytes(file)),
            StringComparer.Ordinal));
    }
}
