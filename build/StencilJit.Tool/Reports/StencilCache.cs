using System.Text;
using StencilJit.Model;
using StencilJit.Tool.Analysis;
using StencilJit.Tool.Operations;

namespace StencilJit.Tool.Reports;

/// <summary>The decoded stencils of one set on one target. What is the same as at the last time is not decoded again. Used by one thread at a time.</summary>
internal sealed class StencilCache
{
    private Dictionary<(string Name, string Placement), (string Identity, ShownStencil Shown)> known = [];

    /// <summary>Decodes every stencil.</summary>
    /// <exception cref="Compiler.CompilationException">There is no libLLVM, or it lacks the target.</exception>
    public ILookup<string, ShownStencil> Decode(StencilSet set)
    {
        using var decoder = new StencilDecoder(set);
        var decoded = new Dictionary<(string Name, string Placement), (string Identity, ShownStencil Shown)>(set.Stencils.Count);
        foreach (var stencil in set.Stencils)
        {
            var key = (stencil.Name, stencil.Placement);
            var identity = Identity(set, stencil);
            decoded[key] = known.TryGetValue(key, out var last) && last.Identity == identity
                ? last
                : (identity, ShowBuilder.Decode(set, decoder, stencil));
        }

        known = decoded;
        return decoded.ToLookup(entry => entry.Key.Name, entry => entry.Value.Shown);
    }

    // Everything that is shown of a stencil, besides its constants, whose offset is part of the patches' lines.
    private static string Identity(StencilSet set, Stencil stencil)
    {
        var text = new StringBuilder(stencil.Kind.ToString());
        foreach (var hole in stencil.Holes)
            text.Append('\n').Append(hole.Name).Append(' ').Append(hole.Kind);
        var chosen = RegisterChoice.InOrder(stencil);
        foreach (var register in RegisterChoice.Of(set, stencil, chosen))
            text.Append('\n').Append(register.Text);
        text.Append('\n').AppendJoin(' ', RegisterChoice.Pool(set, stencil)).Append('\n').Append(Convert.ToHexString(stencil.CodeFor(set, chosen)));
        foreach (var patch in stencil.Patches)
        {
            text.Append(' ').Append(PatchText.Line(set, stencil, patch));
            if (patch.Source == PatchSource.Data)
                text.Append(Convert.ToHexString(set.Data.AsSpan((int)PatchText.DataOffset(patch))));
        }

        return text.ToString();
    }
}
