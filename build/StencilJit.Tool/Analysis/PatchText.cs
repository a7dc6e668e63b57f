using StencilJit.Model;

namespace StencilJit.Tool.Analysis;

/// <summary>Names what patches write.</summary>
internal static class PatchText
{
    /// <summary>The name of a patch's value: a hole's, <c>trap NAME</c>, or <c>data+16</c>.</summary>
    public static string Value(StencilSet set, Stencil stencil, Patch patch) => patch.Source switch
    {
        PatchSource.Hole => stencil.Holes[patch.Index].Name,
        PatchSource.Trap => Trap(set, patch),
        // A relative field's addend counts from the end of the instruction as well; the data's offset is what remains.
        _ => $"data+{DataOffset(patch)}",
    };

    /// <summary>The name of what a patch of source <see cref="PatchSource.Trap"/> writes: <c>trap NAME</c>.</summary>
    public static string Trap(StencilSet set, Patch patch) => "trap " + set.Traps[patch.Index];

    /// <summary>What stands in the assembly for the field: its value, or the part of it that the field holds.</summary>
    public static string Operand(StencilSet set, Stencil stencil, Patch patch)
    {
        var part = PatchField.Of(patch.Kind).Part;
        return part.Length == 0 ? $"{{{Value(set, stencil, patch)}}}" : $"{{{Value(set, stencil, patch)}:{part}}}";
    }

    /// <summary>A patch as a line: where, how, what.</summary>
    public static string Line(StencilSet set, Stencil stencil, Patch patch)
    {
        var meaning = patch.Source == PatchSource.Hole ? $" ({stencil.Holes[patch.Index].Kind.ToString().ToLowerInvariant()})" : "";
        return $"@{patch.Offset} {patch.Kind.ToString().ToLowerInvariant()} {Value(set, stencil, patch)}{meaning}";
    }

    /// <summary>The offset in the set's data that a patch of source <see cref="PatchSource.Data"/> refers to.</summary>
    public static long DataOffset(Patch patch) => patch.Kind == PatchKind.Rel32 ? patch.Addend + sizeof(int) : patch.Addend;
}
