namespace StencilJit.Benchmarks.Reports;

/// <summary>Writes tables as docs/performance.md has them.</summary>
internal static class MarkdownReport
{
    /// <summary>Writes what stands before all tables.</summary>
    public static void Begin(string heading, IReadOnlyList<string> engines, TextWriter writer)
    {
        writer.WriteLine(heading);
        writer.WriteLine();
        foreach (var engine in engines)
            writer.WriteLine($"- {engine}");
    }

    /// <summary>Writes a table.</summary>
    public static void Write(ReportTable table, TextWriter writer)
    {
        writer.WriteLine();
        writer.WriteLine($"### {table.Title}");
        if (table.Rows.Count > 0)
        {
            writer.WriteLine();
            writer.WriteLine(Row(table.Columns));
            writer.WriteLine(Row(table.Rows[0].Select(cell => cell.IsNumber ? "---:" : "---")));
            foreach (var row in table.Rows)
                writer.WriteLine(Row(row.Select(cell => cell.Text)));
        }

        foreach (var note in table.Notes)
        {
            writer.WriteLine();
            writer.WriteLine(note);
        }
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
