using System.Text;
using StencilJit.Model;

namespace StencilJit.Tool.Export;

/// <summary>Makes of a stencil set what templates see.</summary>
internal static class ExportedSetBuilder
{
    public static ExportedSet Build(StencilSet set)
    {
        var (codeOffset, patchOffset, registerOffset, bitOffset) = (0, 0, 0, 0);
        var stencils = new List<ExportedStencil>();
        foreach (var stencil in set.Stencils)
        {
            var registers = new List<ExportedOpenRegister>();
            foreach (var register in stencil.Registers)
            {
                registers.Add(new ExportedOpenRegister(
                    register.Name, register.Class == RegisterClass.Float, Lower(register.Access), bitOffset,
                    [.. register.Bits.Select(bit => new ExportedBit(bit.Position, bit.NumberBit))]));
                bitOffset += register.Bits.Count;
            }

            stencils.Add(new ExportedStencil(
                stencil.Name, stencil.Placement, Identifier(stencil), Lower(stencil.Kind), stencil.Documentation, stencil.Source,
                [.. stencil.Holes.Select(hole => new ExportedHole(hole.Name, Lower(hole.Kind)))], registers, codeOffset, patchOffset, registerOffset,
                [.. stencil.Code.Select(each => (int)each)], [.. stencil.Patches.Select(Build)]));
            codeOffset += stencil.Code.Length;
            patchOffset += stencil.Patches.Count;
            registerOffset += registers.Count;
        }

        var kinds = set.Stencils.SelectMany(stencil => stencil.Patches).Select(patch => patch.Kind).Distinct().Order();
        return new ExportedSet(
            set.Name, set.Target, set.Architecture.ToString(), set.Compiler, set.Features, set.Pinned, Build(set.Integers), Build(set.Floats), set.SlotLimit,
            set.Traps, [.. set.Data.Select(each => (int)each)], [.. kinds.Select(kind => new ExportedPatchKind(kind.ToString(), (int)kind))], stencils);
    }

    private static IReadOnlyList<ExportedRegister> Build(IReadOnlyList<PoolRegister> registers) =>
        [.. registers.Select(register => new ExportedRegister(register.Name, register.Number))];

    private static ExportedPatch Build(Patch patch) => new(
        patch.Offset, patch.Kind.ToString(), (int)patch.Kind, Lower(patch.Source), (int)patch.Source, patch.Index, patch.Addend);

    private static string Lower<T>(T word)
        where T : struct, Enum => word.ToString().ToLowerInvariant();

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
