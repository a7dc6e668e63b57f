using StencilJit.Generator.Layout;
using StencilJit.Model;

namespace StencilJit.Generator.Output;

/// <summary>
/// Writes the blobs of targets. Spans over constants become data of the assembly, mapped with it: nothing is copied
/// or initialized when the process starts.
/// </summary>
internal static class TargetWriter
{
    private const string Span = "static global::System.ReadOnlySpan<ulong>";

    /// <summary>Writes what the targets of an architecture share.</summary>
    public static void WriteCode(CodeText text, ArchitectureLayout layout)
    {
        text.Open($"private static class {Names.Code(layout.Architecture)}");
        Blob(text, "Code", layout.Code, "public");
        text.Line();
        Blob(text, "Registers", layout.Registers, "public");
        text.Close();
    }

    /// <summary>Writes what a target has alone.</summary>
    public static void Write(CodeText text, TableLayout layout)
    {
        var set = layout.Set;
        var code = Names.Code(set.Architecture);
        text.Open($"private static class {Names.Target(set.Target)}");
        text.Open("public static global::StencilJit.Runtime.StencilTable Create()");
        if (set.Features.Count != 0)
            WriteFeatures(text, set);
        var traps = string.Concat(set.Traps.Select(trap => ", " + CodeText.Quote(trap)));
        text.Line("return global::StencilJit.Runtime.StencilTable.Create(");
        text.Line($"    {CodeText.Quote(set.Name)}, global::System.Runtime.InteropServices.Architecture.{set.Architecture}, {code}.Code, Stencils, {code}.Registers, Names,");
        text.Line($"    {Pool(set.Integers)}, {Pool(set.Floats)}, {layout.NumberCount}, {layout.MaterialWords}, Data, {set.Data.Length}{traps});");
        text.Close().Line();
        Blob(text, "Stencils", layout.Stencils);
        text.Line();
        Blob(text, "Data", layout.Data);
        text.Close();
    }

    /// <summary>The numbers of registers, a byte each.</summary>
    private static string Pool(IEnumerable<PoolRegister> registers) => $"[{string.Join(", ", registers.Select(register => register.Number))}]";

    private static void WriteFeatures(CodeText text, StencilSet set)
    {
        var names = string.Join(", ", set.Features.Select(CodeText.Quote));
        text.Line($"var missing = global::StencilJit.Runtime.ProcessorFeatures.Missing({names});");
        text.Open("if (missing.Length != 0)");
        text.Line("throw new global::System.PlatformNotSupportedException(");
        text.Line($"    {CodeText.Quote($"The stencil set '{set.Name}' for {set.Target} needs the processor features {string.Join(" ", set.Features)}; this processor lacks ")} + missing + \".\");");
        text.Close().Line();
    }

    private static void Blob(CodeText text, string name, IReadOnlyList<ulong> words, string accessibility = "private")
    {
        if (words.Count == 0)
        {
            text.Line($"{accessibility} {Span} {name} => default;");
            return;
        }

        text.Line($"{accessibility} {Span} {name} => new ulong[]");
        text.Line("{");
        text.Words(words);
        text.Line("};");
    }
}
