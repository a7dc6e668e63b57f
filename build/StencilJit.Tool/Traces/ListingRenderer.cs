using System.Globalization;
using Spectre.Console;

namespace StencilJit.Tool.Traces;

/// <summary>Shows a <see cref="ListingView"/>: lines of text, as functions may have a hundred thousand of them.</summary>
internal static class ListingRenderer
{
    private const int SourceWidth = 10;
    private const int OffsetWidth = 8;
    private const int NameWidth = 34;
    private const int BytesWidth = 26;

    private static readonly Style SourceStyle = new(Color.Blue);
    private static readonly Style LabelStyle = new(Color.Yellow);
    private static readonly Style BytesStyle = new(Color.Grey);

    public static void Render(IAnsiConsole console, ListingView view)
    {
        foreach (var function in view.Functions)
        {
            var samples = function.Samples is { } seen ? $", {TraceRenderer.Plural(seen, "sample")}" : "";
            console.MarkupLineInterpolated($"[bold]{function.Name}[/], index {function.Id}: {TraceRenderer.Plural(function.Stitched, "stencil")} of {function.Set}, {TraceRenderer.Plural(function.Bytes, "byte")} of {function.Target} code at +0x{function.Offset:x} ({function.Address}){samples}");
            foreach (var instruction in function.Instructions)
                Instruction(console, instruction);
            console.WriteLine();
        }
    }

    private static void Instruction(IAnsiConsole console, ListedInstruction instruction)
    {
        var source = instruction.Source < 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"0x{instruction.Source:x}");
        console.WriteLine($"{source.PadRight(SourceWidth)}{instruction.Text}", SourceStyle);
        foreach (var stencil in instruction.Stencils)
        {
            if (stencil.Label is { } label)
                console.WriteLine($"{"",SourceWidth}{label}:", LabelStyle);
            console.WriteLine($"{"",SourceWidth}{Offset(stencil.Offset)}{Name(stencil),-NameWidth}{Details(stencil)}".TrimEnd());
            foreach (var line in stencil.Assembly ?? [])
            {
                console.Write($"{"",SourceWidth}{Offset(line.Offset)}  {line.Bytes,-BytesWidth} ", BytesStyle);
                console.WriteLine(line.Text);
            }
        }
    }

    private static string Offset(int offset) => $"+{offset:x} ".PadRight(OffsetWidth);

    private static string Name(ListedStencil stencil) => $"{stencil.Operation} {stencil.Placement} ";

    private static string Details(ListedStencil stencil)
    {
        var holes = string.Join("  ", [.. stencil.Registers.Select(register => register.Text), .. stencil.Holes.Select(hole => $"{hole.Name}={hole.Value}")]);
        var samples = stencil.Samples is > 0 and { } seen ? $"  [{TraceRenderer.Plural(seen, "sample")}]" : "";
        return $"{TraceRenderer.Plural(stencil.Bytes, "byte"),-10}{holes}{samples}";
    }
}
