using System.Globalization;
using Spectre.Console;

namespace StencilJit.Tool.Diffs;

/// <summary>Shows a <see cref="DiffReport"/>.</summary>
internal static class DiffRenderer
{
    /// <summary>Shows everything.</summary>
    public static void Render(IAnsiConsole console, DiffReport report) => Render(console, report, isSummary: false);

    /// <summary>Shows totals and what changed, without assembly.</summary>
    public static void RenderSummary(IAnsiConsole console, DiffReport report) => Render(console, report, isSummary: true);

    private static void Render(IAnsiConsole console, DiffReport report, bool isSummary)
    {
        foreach (var view in report.Sets)
        {
            if (!view.HasChanges)
            {
                console.MarkupLineInterpolated($"[bold]{view.Set}[/]: no difference between {view.Before} and {view.After} ({string.Join(", ", view.Targets.Select(total => $"{total.Target}: {total.Counts.GetValueOrDefault(ChangeKind.Unchanged)} stencils"))})");
                continue;
            }

            console.MarkupLineInterpolated($"[bold]{view.Set}[/]: {view.Before} -> {view.After}");
            foreach (var processor in view.Processors)
                console.WriteLine($"estimates for {processor}");
            console.Write(Totals(view));
            foreach (var total in view.Targets)
                foreach (var note in total.Notes)
                    console.WriteLine($"{total.Target}: {note}");
            console.Write(Changes(view));
            if (!isSummary)
                foreach (var change in view.Changes)
                    ChangeRenderer.Render(console, change);
        }
    }

    private static Table Totals(DiffView view)
    {
        var kinds = view.Targets.SelectMany(total => total.Counts.Keys).Distinct().Order().ToList();
        var hasCycles = view.Targets.Any(total => total.CycleRatio is not null);
        var table = new Table().Border(TableBorder.Simple).AddColumn("target");
        foreach (var kind in kinds)
            table.AddColumn(Right(ChangeText.Kind(kind)));
        table.AddColumn(Right("bytes")).AddColumn(Right("size")).AddColumn(Right("of changed"));
        if (hasCycles)
            table.AddColumn(Right("cycles"));
        foreach (var total in view.Targets)
        {
            List<string> cells =
            [
                total.Target, .. kinds.Select(kind => total.Counts.GetValueOrDefault(kind).ToString(CultureInfo.InvariantCulture)),
                ChangeText.Step(total.BytesBefore, total.BytesAfter), ChangeText.Ratio(total.SizeRatio), ChangeText.Ratio(total.ChangedSizeRatio),
            ];
            if (hasCycles)
                cells.Add(total.CycleRatio is null ? "-" : "~" + ChangeText.Ratio(total.CycleRatio));
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        return table;
    }

    private static Table Changes(DiffView view)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("op").AddColumn("placement").AddColumn("target").AddColumn("what").AddColumn(Right("bytes"));
        var hasEstimates = view.Processors.Count > 0;
        if (hasEstimates)
            table.AddColumn(Right("cycles"));
        foreach (var change in view.Changes)
        {
            List<string> cells =
            [
                Markup.Escape(change.Operation), Markup.Escape(change.Placement), Markup.Escape(change.Target), $"[{ChangeText.Color(change.Kind)}]{ChangeText.Kind(change.Kind)}[/]",
                Markup.Escape(ChangeText.Step(change.BytesBefore, change.BytesAfter)),
            ];
            if (hasEstimates)
                cells.Add(Markup.Escape(ChangeText.Cycles(change)));
            table.AddRow([.. cells]);
        }

        return table;
    }

    private static TableColumn Right(string title) => new TableColumn(title).RightAligned().NoWrap();
}
