using StencilJit.Generator.Input;

namespace StencilJit.Generator.Output;

/// <summary>Writes the ids: the index of a stencil's first variant, the same for every target.</summary>
internal static class IdWriter
{
    public static void Write(CodeText text, SetGroup group)
    {
        text.Line("/// <summary>");
        text.Line("/// The id of each stencil: the index of its variant for position 0 in <see cref=\"Table\"/>. Those for the other");
        text.Line("/// positions follow, so that the id of a variant is the stencil's id plus the position.");
        text.Line("/// </summary>");
        text.Open("public static class Id");
        var id = 0;
        foreach (var stencil in group.Files[0].Set!.Stencils)
        {
            text.Line($"/// <summary><c>{CodeText.Escape($"{stencil.Name} {stencil.Placement}".TrimEnd())}</c></summary>");
            text.Line($"public const int {Names.Method(stencil)} = {id};");
            id += stencil.Variants.Count;
        }

        text.Close();
    }
}
