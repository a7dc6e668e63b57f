using StencilJit.Compiler.Lowering;
using StencilJit.Compiler.Objects;

namespace StencilJit.Compiler.Extraction;

/// <summary>The read-only data of a set: the constants that code generation put outside of the code, each kept once.</summary>
internal sealed class DataPart
{
    private const int Alignment = 16;
    private const string ConstantSection = ".rodata.cst";
    private readonly List<byte> bytes = [];
    private readonly Dictionary<string, int> offsets = [];

    /// <summary>Adds the constant that starts at an offset of a section.</summary>
    /// <returns>Its offset in the data part.</returns>
    public int Add(StencilFunction stencil, ObjectSection section, long offset)
    {
        // .rodata.cstN holds constants of N bytes; any other section might be a table of any size.
        if (!section.Name.StartsWith(ConstantSection, StringComparison.Ordinal) || !int.TryParse(section.Name[ConstantSection.Length..], out var size) || size > Alignment)
            throw stencil.Op.Error("SJ1304", $"{stencil.Display} needs data in '{section.Name}'; only constants of up to {Alignment} bytes can go with a stencil. Pass tables by address.");
        var constant = section.Contents.AsSpan((int)offset, size);
        var key = Convert.ToHexString(constant);
        if (offsets.TryGetValue(key, out var known))
            return known;
        while (bytes.Count % size != 0)
            bytes.Add(0);
        offsets[key] = bytes.Count;
        bytes.AddRange(constant);
        return offsets[key];
    }

    public byte[] ToArray() => [.. bytes, .. new byte[-bytes.Count & (Alignment - 1)]];
}
