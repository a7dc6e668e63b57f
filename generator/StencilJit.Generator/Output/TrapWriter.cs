using StencilJit.Generator.Input;

namespace StencilJit.Generator.Output;

/// <summary>Writes the enumeration of the set's traps, in the order that StencilImage.SetTrap counts them in.</summary>
internal static class TrapWriter
{
    public static void Write(CodeText text, SetGroup group)
    {
        text.Line("/// <summary>The traps that stencils leave to.</summary>");
        text.Open("public enum Trap");
        foreach (var trap in group.Files[0].Set!.Traps)
        {
            text.Line($"/// <summary><c>TRAP({trap})</c></summary>");
            text.Line($"{Names.Pascal(trap)},");
        }

        text.Close();
    }
}
