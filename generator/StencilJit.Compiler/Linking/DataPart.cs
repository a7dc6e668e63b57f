namespace StencilJit.Compiler.Linking;

/// <summary>The read-only data of a set: the constants that code generation put outside of the code, each kept once.</summary>
internal sealed class DataPart
{
    /// <summary>What the data part is placed at a multiple of, and so the largest constant.</summary>
    public const int Alignment = 16;

    private readonly List<byte> bytes = [];
    private readonly Dictionary<string, int> offsets = [];

    /// <summary>Adds a constant; its length, a power of two up to <see cref="Alignment"/>, is its alignment.</summary>
    /// <returns>Its offset in the data part.</returns>
    public int Add(byte[] constant)
    {
        var key = Convert.ToHexString(constant);
        if (offsets.TryGetValue(key, out var known))
            return known;
        while (bytes.Count % constant.Length != 0)
            bytes.Add(0);
        offsets[key] = bytes.Count;
        bytes.AddRange(constant);
        return offsets[key];
    }

    public byte[] ToArray() => [.. bytes, .. new byte[-bytes.Count & (Alignment - 1)]];
}
