using System.Globalization;

namespace StencilJit.Stencils.Replay;

/// <summary>The vectors of a set: what its micro-ops mean, told by a run of their C functions.</summary>
internal sealed class VectorFile
{
    private readonly Dictionary<string, (Signature Signature, List<Vector> Vectors)> ops = new(StringComparer.Ordinal);

    /// <summary>The memory that the vectors use.</summary>
    public List<Region> Regions { get; } = [];

    /// <summary>The pinned pointers' values, by name.</summary>
    public Dictionary<string, ulong> Pinned { get; } = new(StringComparer.Ordinal);

    public int Count => ops.Values.Sum(op => op.Vectors.Count);

    public static VectorFile Read(string path)
    {
        var file = new VectorFile();
        List<Vector> vectors = [];
        foreach (var line in File.ReadLines(path))
        {
            var words = line.Split(' ', 2);
            switch (words[0])
            {
                case "region":
                    var bounds = words[1].Split(' ');
                    file.Regions.Add(new Region(Number(bounds[0]), Number(bounds[1])));
                    break;
                case "pinned":
                    var pair = words[1].Split('=');
                    file.Pinned[pair[0]] = Number(pair[1]);
                    break;
                case "op":
                    vectors = file.Add(Signature.Parse(words[1]));
                    break;
                default:
                    vectors.Add(Vector.Parse(line));
                    break;
            }
        }

        return file;
    }

    public void Write(string path)
    {
        using var writer = new StreamWriter(path);
        foreach (var region in Regions)
            writer.Write($"region {region.Address:x} {region.Length:x}\n");
        foreach (var (name, value) in Pinned)
            writer.Write($"pinned {name}={value:x}\n");
        foreach (var (signature, vectors) in ops.Values)
        {
            writer.Write($"op {signature}\n");
            foreach (var vector in vectors)
                writer.Write($"{vector}\n");
        }
    }

    /// <summary>Adds a micro-op; the caller fills the list with its vectors.</summary>
    public List<Vector> Add(Signature signature)
    {
        List<Vector> vectors = [];
        ops.Add(signature.Name, (signature, vectors));
        return vectors;
    }

    public (Signature Signature, IReadOnlyList<Vector> Vectors)? Find(string op) =>
        ops.TryGetValue(op, out var found) ? (found.Signature, found.Vectors) : null;

    private static ulong Number(string text) => ulong.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
