using Spectre.Console;

namespace StencilJit.Tool.Doctor;

/// <summary>Shows a <see cref="DoctorView"/>.</summary>
internal static class DoctorRenderer
{
    public static void Render(IAnsiConsole console, DoctorView view)
    {
        foreach (var area in view.Findings.GroupBy(finding => finding.Area))
        {
            console.MarkupLineInterpolated($"[bold]{area.Key}[/]");
            var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(1)).AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
            foreach (var finding in area)
            {
                grid.AddRow(Mark(finding.State), Markup.Escape(finding.Name), Markup.Escape(finding.Detail));
                if (finding.Advice.Length > 0)
                    grid.AddRow("", "", Markup.Escape("-> " + finding.Advice));
            }

            console.Write(grid);
            console.WriteLine();
        }

        var problems = view.Findings.Count(finding => finding.State == FindingState.Problem);
        console.WriteLine(problems == 0 ? "Nothing needs care." : problems == 1 ? "1 thing needs care." : $"{problems} things need care.");
    }

    private static string Mark(FindingState state) => state switch
    {
        FindingState.Good => "[green]ok[/]",
        FindingState.Absent => "[yellow]--[/]",
        _ => "[red]!![/]",
    };
}
