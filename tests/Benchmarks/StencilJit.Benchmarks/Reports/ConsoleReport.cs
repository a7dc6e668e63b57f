using Spectre.Console;

namespace StencilJit.Benchmarks.Reports;

/// <summary>Prints tables to a terminal.</summary>
internal static class ConsoleReport
{
    // Where output goes to a file, nothing tells how wide it may be: no figure is worth breaking.
    private const int FileWidth = 200;

    /// <summary>Prints what stands before all tables.</summary>
    public static void Begin(string heading, IReadOnlyList<string> engines)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = FileWidth;
        Console.WriteLine(heading);
        foreach (var engine in engines)
            Console.WriteLine(engine);
    }

    /// <summary>Prints a table.</summary>
    public static void Print(ReportTable report)
    {
        Console.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]{report.Title}[/]");
        if (report.Rows.Count > 0)
        {
            var table = new Table { Border = TableBorder.Simple };
            for (var column = 0; column < report.Columns.Count; column++)
            {
                var text = new TableColumn(Markup.Escape(report.Columns[column])) { NoWrap = true };
                table.AddColumn(report.Rows[0][column].IsNumber ? text.RightAligned() : text);
            }

            foreach (var row in report.Rows)
                table.AddRow([.. row.Select(cell => Markup.Escape(cell.Text))]);
            AnsiConsole.Write(table);
        }

        foreach (var note in report.Notes)
            Console.WriteLine(note);
    }
}
