namespace StencilJit.Benchmarks.Reports;

/// <summary>Writes tables as docs/performance.md has them.</summary>
internal static class MarkdownReport
{
    public static void Write(Report report, TextWriter writer)
    {
        writer.WriteLine(report.Heading);
        writer.WriteLine();
        foreach (var engine in report.Engines)
            writer.WriteLine($"- {engine}");
        foreach (var table in report.Tables)
            Write(table, writer);
    }

    private static void Write(ReportTable table, TextWriter writer)
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
