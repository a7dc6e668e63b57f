using Spectre.Console;

namespace StencilJit.Tool.Diffs;

/// <summary>Shows one change: both assemblies side by side, or one below the other where the terminal is narrow.</summary>
internal static class ChangeRenderer
{
    private const int NarrowestForColumns = 100;

    /// <summary>Blanks and the mark around the columns.</summary>
    private const int Gaps = 8;

    /// <summary>Where the text of an instruction starts behind the longest label.</summary>
    private const int LabelWidth = 5;

    public static void Render(IAnsiConsole console, StencilChange change)
    {
        var cycles = change.EstimateBefore is null && change.EstimateAfter is null ? "" : $"; {ChangeText.Cycles(change)} cycles";
        console.MarkupLineInterpolated($"[bold]{change.Operation} {change.Placement}[/] on {change.Target}: {ChangeText.Kind(change.Kind)}; {ChangeText.Step(change.Before?.Facts.Bytes, change.After?.Facts.Bytes)} bytes{cycles}");
        foreach (var note in change.Notes)
            console.WriteLine($"  {note}");
        if (change.Before is null || change.After is null || console.Profile.Width < Math.Max(NarrowestForColumns, Columns(change)))
            RenderUnified(console, change);
        else
            RenderColumns(console, change);
        console.WriteLine();
    }

    // A cell that does not fit would be cut off.
    private static int Columns(StencilChange change) =>
        Longest(change.Lines.Select(line => line.Before)) + Longest(change.Lines.Select(line => line.After)) + Gaps;

    private static int Longest(IEnumerable<string?> texts) => texts.OfType<string>().Select(text => Aligned(text).Length).DefaultIfEmpty().Max();

    private static void RenderColumns(IAnsiConsole console, StencilChange change)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(2)).AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn(new GridColumn().NoWrap());
        foreach (var line in change.Lines)
        {
            var mark = line.IsSame ? " " : line.Before is null ? ">" : line.After is null ? "<" : "|";
            grid.AddRow(Colored(line.Before, line.IsSame ? "" : "red"), new Markup(mark), Colored(line.After, line.IsSame ? "" : "green"));
        }

        console.Write(grid);
    }

    private static void RenderUnified(IAnsiConsole console, StencilChange change)
    {
        for (var index = 0; index < change.Lines.Count;)
        {
            if (change.Lines[index].IsSame)
            {
                Line(console, ' ', change.Lines[index++].Before!, "");
                continue;
            }

            var end = index;
            while (end < change.Lines.Count && !change.Lines[end].IsSame)
                end++;
            foreach (var before in change.Lines.Take(index..end).Select(line => line.Before).OfType<string>())
                Line(console, '-', before, "red");
            foreach (var after in change.Lines.Take(index..end).Select(line => line.After).OfType<string>())
                Line(console, '+', after, "green");
            index = end;
        }
    }

    // Lines of their own keep their length: a terminal wraps them, a file does not.
    private static void Line(IAnsiConsole console, char mark, string text, string color) =>
        console.Write(new Text($"  {mark} {Aligned(text)}\n", color.Length == 0 ? Style.Plain : Style.Parse(color)));

    private static Text Colored(string? text, string color) => new(text is null ? "" : Aligned(text), color.Length == 0 ? Style.Plain : Style.Parse(color));

    private static string Aligned(string text)
    {
        var label = text.IndexOf(": ", StringComparison.Ordinal);
        return label < 0 ? new string(' ', LabelWidth) + text : text[..(label + 1)].PadRight(LabelWidth) + text[(label + 2)..];
    }
}
