using System.Text.RegularExpressions;
using StencilJit.Model;

namespace StencilJit.Tool.Analysis;

/// <summary>A set of which is decoded what is looked at. Used by one thread at a time.</summary>
internal sealed partial class DecodedSet(StencilSet set) : IDisposable
{
    private const int LargestConstant = 16;

    // Most work on a set ends before anything has to be decoded.
    private StencilDecoder? decoder;

    public StencilSet Set => set;

    /// <summary>Decodes a stencil.</summary>
    /// <exception cref="Compiler.CompilationException">There is no libLLVM.</exception>
    public DecodedCode Decode(Stencil stencil) => (decoder ??= new StencilDecoder(set)).Decode(stencil);

    /// <summary>As many bytes from a constant's start as one can have; shorter at the end of the data.</summary>
    public ReadOnlySpan<byte> DataAt(Patch patch)
    {
        var offset = (int)Math.Clamp(PatchText.DataOffset(patch), 0, set.Data.Length);
        return set.Data.AsSpan(offset, Math.Min(LargestConstant, set.Data.Length - offset));
    }

    /// <summary>The bytes of the constant that a patch refers to, as many as the instruction reads.</summary>
    public ReadOnlySpan<byte> Constant(Stencil stencil, Patch patch)
    {
        var data = DataAt(patch);
        return data[..Math.Min(Width(stencil, patch), data.Length)];
    }

    public void Dispose() => decoder?.Dispose();

    private int Width(Stencil stencil, Patch patch)
    {
        if (set.Architecture == Architecture.Arm64)
        {
            return patch.Kind switch
            {
                // The page alone reads nothing.
                PatchKind.Page21 => 0,
                PatchKind.Low12Scale4 => 4,
                PatchKind.Low12Scale8 => 8,
                _ => LargestConstant,
            };
        }

        var line = Decode(stencil).Lines.Last(line => line.Offset <= patch.Offset);
        return WidthPattern().Match(line.Operands).Value switch
        {
            "byte ptr" => 1,
            "word ptr" => 2,
            "dword ptr" => 4,
            "qword ptr" => 8,
            _ => LargestConstant,
        };
    }

    [GeneratedRegex(@"\b[a-z]+ ptr")]
    private static partial Regex WidthPattern();
}
