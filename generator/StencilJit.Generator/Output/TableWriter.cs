using StencilJit.Generator.Input;
using StencilJit.Model;

namespace StencilJit.Generator.Output;

/// <summary>Writes the set's constants and the choice of the table for the running process.</summary>
internal static class TableWriter
{
    private const string Running = "global::System.Runtime.InteropServices.RuntimeInformation";

    public static void Write(CodeText text, SetGroup group)
    {
        var set = group.Files[0].Set!;
        text.Line("/// <summary>How many integer registers hold operands.</summary>");
        text.Line($"public const int IntegerRegisters = {set.Integers.Count};").Line();
        text.Line("/// <summary>How many floating-point registers hold operands.</summary>");
        text.Line($"public const int FloatRegisters = {set.Floats.Count};").Line();
        text.Line("/// <summary>The largest byte offset of a frame slot that every target can reach.</summary>");
        text.Line($"public const int SlotLimit = {group.Files.Min(file => file.Set!.SlotLimit)};").Line();
        text.Line("private static global::StencilJit.Runtime.StencilTable? table;").Line();
        text.Line("// What messages call the stencils, in the order of their ids.");
        text.Line("private static global::System.ReadOnlySpan<byte> Names =>");
        text.Line("\"\"\"");
        foreach (var stencil in set.Stencils)
            text.Line($"{stencil.Name} {stencil.Placement}".TrimEnd());
        text.Line("\"\"\"u8;").Line();
        text.Line("/// <summary>The set's table for the running process.</summary>");
        text.Line("/// <exception cref=\"global::System.PlatformNotSupportedException\">");
        text.Line("/// The set has no code for this system and architecture, or needs a processor feature that is not there.");
        text.Line("/// </exception>");
        text.Line("public static global::StencilJit.Runtime.StencilTable Table => table ?? CreateTable();").Line();

        text.Open("private static global::StencilJit.Runtime.StencilTable CreateTable()");
        text.Line("global::StencilJit.Runtime.StencilTable created;");
        var branch = "if";
        foreach (var file in group.Files)
        {
            text.Line($"{branch} ({OnTarget(file.Set!)})");
            text.Line($"    created = {Names.Target(file.Set!.Target)}.Create();");
            branch = "else if";
        }

        text.Open("else");
        text.Line("throw new global::System.PlatformNotSupportedException(");
        text.Line($"    {CodeText.Quote($"The stencil set '{set.Name}' has no code for ")} + {Running}.OSDescription + \" on \" + {Running}.ProcessArchitecture +");
        text.Line($"    {CodeText.Quote($"; it was compiled for {string.Join(", ", group.Files.Select(file => file.Set!.Target))}.")});");
        text.Close();
        text.Line();
        text.Line("// Of two threads that come here at once, both get the first one's table.");
        text.Line("return global::System.Threading.Interlocked.CompareExchange(ref table, created, null) ?? created;");
        text.Close();
    }

    private static string OnTarget(StencilSet set)
    {
        var dash = set.Target.IndexOf('-');
        var system = dash < 0 ? set.Target : set.Target.Substring(0, dash);
        var condition = system switch
        {
            "linux" => "IsLinux()",
            "osx" => "IsMacOS()",
            "win" => "IsWindows()",
            _ => $"IsOSPlatform({CodeText.Quote(system)})",
        };
        return $"global::System.OperatingSystem.{condition} && {Running}.ProcessArchitecture"
            + $" == global::System.Runtime.InteropServices.Architecture.{set.Architecture}";
    }
}
