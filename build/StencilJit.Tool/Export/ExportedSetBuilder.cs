using System.Text;
using StencilJit.Model;

namespace StencilJit.Tool.Export;

/// <summary>Makes of a stencil set what templates see.</summary>
internal static class ExportedSetBuilder
{
    public static ExportedSet Build(StencilSet set)
    {
        var variants = 0;
        var codeOffset = 0;
        var patchOffset = 0;
        var stencils = new List<ExportedStencil>();
        foreach (var stencil in set.Stencils)
        {
            var first = variants;
            var exported = new List<ExportedVariant>();
            foreach (var variant in stencil.Variants)
            {
                exported.Add(new ExportedVariant(codeOffset, patchOffset, [.. variant.Code.Select(each => (int)each)], [.. variant.Patches.Select(Build)]));
                codeOffset += variant.Code.Length;
                patchOffset += variant.Patches.Count;
                variants++;
            }

            stencils.Add(new ExportedStencil(
                stencil.Name, stencil.Placement, Identifier(stencil), stencil.Kind.ToString().ToLowerInvariant(), stencil.Documentation, stencil.Source, first,
                [.. stencil.Holes.Select(hole => new ExportedHole(hole.Name, hole.Kind.ToString().ToLowerInvariant()))], exported));
        }

        var kinds = set.Stencils.SelectMany(stencil => stencil.Variants).SelectMany(variant => variant.Patches).Select(patch => patch.Kind).Distinct().Order();
        return new ExportedSet(
            set.Name, set.Target, set.Architecture.ToString(), set.Compiler, set.Features, set.Pinned, set.IntegerRegisters, set.FloatRegisters, set.SlotLimit,
            set.Traps, [.. set.Data.Select(each => (int)each)], [.. kinds.Select(kind => new ExportedPatchKind(kind.ToString(), (int)kind))], stencils);
    }

    private static ExportedPatch Build(Patch patch) => new(
        patch.Offset, patch.Kind.ToString(), (int)patch.Kind, patch.Source.ToString().ToLowerInvariant(), (int)patch.Source, patch.Index, patch.Addend);

    // Placements tell r>? and r>! and r>r apart by their last letter.
    private static string Identifier(Stencil stencil)
    {
        var text = new StringBuilder(stencil.Name);
        var parts = stencil.Placement.Split('>');
        foreach (var part in parts.Select((text, index) => index == 1 ? text.Replace("?", "if").Replace("!", "unless") : text))
            if (part.Any(char.IsLetter))
                text.Append('_').Append(part.Replace("-", ""));
        return text.ToString();
    }
}
