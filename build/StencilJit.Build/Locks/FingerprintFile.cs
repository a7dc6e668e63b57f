using System.Text;
using StencilJit.Compiler;
using StencilJit.Compiler.Incremental;
using StencilJit.Model;

namespace StencilJit.Build.Locks;

/// <summary>Keeps what the micro-ops of a lock were made of from one build to the next, among the project's intermediate files.</summary>
/// <param name="folder">The folder of these files; empty to keep nothing.</param>
/// <param name="set">The set's name.</param>
/// <param name="target">The lock's target.</param>
internal sealed class FingerprintFile(string folder, string set, string target)
{
    private readonly string path = Path.Combine(folder, $"{set}.{target}.fingerprints");

    // Another build of the compiler may make other code of the same C.
    private static string Header => $"stencil fingerprints 1 {typeof(StencilCompiler).Module.ModuleVersionId}";

    /// <summary>What was kept; null where nothing was, or another compiler did.</summary>
    public SetFingerprints? Read()
    {
        if (folder.Length == 0 || !File.Exists(path))
            return null;
        var lines = File.ReadAllLines(path);
        // What was cut off has no end.
        if (lines.Length < 3 || lines[0] != Header || lines[^1] != "end")
            return null;
        return new SetFingerprints(lines[1], lines[2..^1].Select(line => line.Split(' ')).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1]));
    }

    /// <summary>Keeps what a compilation gave. A folder that cannot be written to costs time in the next build and nothing else.</summary>
    public void Write(StencilSet made, IReadOnlyDictionary<string, string> ops)
    {
        if (folder.Length == 0)
            return;
        var text = new StringBuilder().Append(Header).Append('\n').Append(SetFingerprints.HashOf(made)).Append('\n');
        foreach (var (name, hash) in ops.OrderBy(op => op.Key, StringComparer.Ordinal))
            text.Append(name).Append(' ').Append(hash).Append('\n');
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(path, text.Append("end\n").ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
