using Spectre.Console;

namespace StencilJit.Tool.Budgets;

/// <summary>Shows a <see cref="CheckView"/>.</summary>
internal static class CheckRenderer
{
    public static void Render(IAnsiConsole console, CheckView view)
    {
        foreach (var set in view.Sets)
        {
            console.MarkupLineInterpolated($"[bold]{set.Set}[/]: {set.File}");
            console.Write(Rules(set));
            if (set.Limits.Count > 0)
                console.Write(Limits(set));
            console.WriteLine(set.Exceeded == 0 ? $"{set.Set}: all {set.Checked} limits are kept." : $"{set.Set}: {set.Exceeded} of {set.Checked} limits are exceeded.");
            console.WriteLine();
        }
    }

    private static Table Rules(CheckedSet set)
    {
        var table = Columns("line", "rule", "checked", "closest", "actual", "limit", "verdict");
        foreach (var rule in set.Rules)
            table.AddRow([
                $"{rule.Line}", Markup.Escape(rule.Rule), $"{rule.Checked}", Markup.Escape(rule.Closest?.Where ?? "-"), $"{rule.Closest?.Actual}", $"{rule.Closest?.Limit}",
                rule.Checked == 0 ? "[yellow]nothing to check[/]" : rule.Exceeded > 0 ? $"[red]EXCEEDED ({rule.Exceeded})[/]" : "[green]kept[/]",
            ]);
        return table;
    }

    private static Table Limits(CheckedSet set)
    {
        var table = Columns("line", "rule", "source", "where", "actual", "limit", "verdict");
        foreach (var limit in set.Limits)
            table.AddRow([
                $"{limit.Line}", Markup.Escape(limit.Rule), Markup.Escape(limit.Source ?? "-"), Markup.Escape(limit.Where), $"{limit.Actual}", $"{limit.Limit}",
                limit.IsExceeded ? "[red]EXCEEDED[/]" : "[green]kept[/]",
            ]);
        return table;
    }

    private static Table Columns(params string[] titles)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in titles)
            table.AddColumn(title is "line" or "checked" or "actual" or "limit" ? new TableColumn(title).RightAligned().NoWrap() : new TableColumn(title));
        return table;
    }
}
