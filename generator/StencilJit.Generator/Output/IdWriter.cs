using StencilJit.Generator.Input;

namespace StencilJit.Generator.Output;

/// <summary>Writes the ids: the index of a stencil's first variant, the same for every target.</summary>
internal static class IdWriter
{
    public static void Write(CodeText text, SetGroup group)
    {
        text.Line("/// <summary>");
        text.Line("/// The id of each stencil: its number in <see cref=\"Table\"/> where all its registers are the first ones. To");
        text.Line("/// choose others, add the first register's index, 8 times that of the second one, 64 times that of the third one:");
        text.Line("/// the operands in registers come in order, then the result where it has a register of its own.");
        text.Line("/// </summary>");
        text.Open("public static class Id");
        var id = 0;
        foreach (var stencil in group.Files[0].Set!.Stencils)
        {
            text.Line($"/// <summary><c>{CodeText.Escape($"{stencil.Name} {stencil.Placement}".TrimEnd())}</c></summary>");
            text.Line($"public const int {Names.Method(stencil)} = {id};");
            id += stencil.Combinations;
        }

        text.Close();
    }
}
