using System.Globalization;
using Spectre.Console;

namespace StencilJit.Tool.Traces;

/// <summary>Shows a <see cref="TraceView"/>.</summary>
internal static class TraceRenderer
{
    public static void Render(IAnsiConsole console, TraceView view)
    {
        Totals(console, view);
        Blocks(console, view);
        var hasSamples = view.Samples is not null;
        Shares(console, hasSamples, "functions", "stencils", ["function", "id"], view.Functions, row => [row.Name, Number(row.Id)], row => row.Portion);
        if (view.HotSpots.Count > 0)
            HotSpots(console, view);
        Shares(console, hasSamples, "micro-ops", "count", ["op"], view.Operations, row => [Name(row.Set, row.Operation, view)], row => row.Portion);
        Shares(console, hasSamples, "stencils", "count", ["op", "placement"], view.Stencils, row => [Name(row.Set, row.Operation, view), row.Placement ?? ""], row => row.Portion);
        if (view.Pairs is { } pairs)
            Runs(console, view, "pairs", pairs);
        if (view.Triples is { } triples)
            Runs(console, view, "triples", triples);
        if (view.Pairs is not null)
            console.WriteLine("A stencil that does the work of a pair or triple pays where it takes fewer bytes than 'each', in code that has it often.");
        if (view.Note is { } note)
            console.WriteLine(note);
    }

    /// <summary>A share in per cent.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    /// <summary>A number with blanks between thousands.</summary>
    public static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    /// <summary>A number of things.</summary>
    public static string Plural(long count, string one) => count == 1 ? $"1 {one}" : $"{Number(count)} {one}s";

    private static void Totals(IAnsiConsole console, TraceView view)
    {
        var totals = view.Totals;
        console.MarkupLineInterpolated($"[bold]{view.File}[/]{(view.IsModule ? ", compiled and not run" : "")}");
        console.WriteLine($"{Plural(totals.Blocks, "block")}, {Plural(totals.Functions, "function")}, {Plural(totals.Stitched, "stencil")} stitched of {Number(totals.Stencils)} different ones");
        var ratio = totals.BytesPerSourceByte is { } each ? string.Create(CultureInfo.InvariantCulture, $"{Plural(totals.SourceBytes, "byte")} of source, {each:0.00} bytes of code for each; ") : "";
        console.WriteLine($"{ratio}{Plural(totals.CodeBytes, "byte")} of code in all, {Number(totals.PaddingBytes)} of them padding ({Percent(totals.PaddingShare)})");
        if (view.Samples is { } samples)
        {
            var events = samples.Events.Count == 0 ? "" : $" of {string.Join(" and ", samples.Events.Keys)}";
            console.WriteLine($"{Plural(samples.All, "sample")}{events}: {Number(samples.InCode)} in the code, {Number(samples.Outside)} outside of it ({Percent(Portions.Share(samples.Outside, samples.All))})");
            if (samples.InCode == 0)
                console.WriteLine("No sample is in the code: samples and trace must be of the same run.");
        }

        console.WriteLine();
    }

    private static void Blocks(IAnsiConsole console, TraceView view)
    {
        var table = Begin(console, "blocks", ["set", "target", "source", "address"], ["bytes", "stencils", "regions"]);
        foreach (var block in view.Blocks)
            table.AddRow(Escape(block.Set, block.Target, block.Source ?? "-", block.Address, Number(block.Bytes), Number(block.Stitched), Number(block.Regions)));
        console.Write(table);
    }

    private static void Shares<T>(IAnsiConsole console, bool hasSamples, string title, string count, string[] names, ShareTable<T> shares, Func<T, string[]> name, Func<T, Portion> portion)
    {
        var table = Begin(console, title, names, [count, "bytes", "share", .. SampleColumns(hasSamples)]);
        foreach (var row in shares.Rows)
            table.AddRow(Escape([.. name(row), .. Cells(portion(row))]));
        if (shares.OtherRows > 0 || shares.Others.Bytes > 0)
            table.AddRow(Escape([shares.OtherRows > 0 ? $"({Number(shares.OtherRows)} more)" : "(in none)", .. names.Skip(1).Select(_ => ""), .. Cells(shares.Others)]));
        console.Write(table);
    }

    private static void HotSpots(IAnsiConsole console, TraceView view)
    {
        var table = Begin(console, "instructions of the source", ["function", "offset", "instruction"], ["samples", "of samples"]);
        foreach (var spot in view.HotSpots)
            table.AddRow(Escape(spot.Function, spot.Source < 0 ? "-" : $"0x{spot.Source:x}", spot.Text, Number(spot.Samples), Percent(spot.SampleShare)));
        console.Write(table);
    }

    private static void Runs(IAnsiConsole console, TraceView view, string title, IReadOnlyList<RunShare> runs)
    {
        var table = Begin(console, $"{title} in straight-line code", ["stencils"], ["count", "each", "bytes", "share", .. SampleColumns(view.Samples is not null)]);
        foreach (var run in runs)
        {
            var cells = Cells(run.Portion);
            table.AddRow(Escape([
                string.Join("  +  ", run.Stencils.Select(stencil => $"{Name(stencil.Set, stencil.Operation, view)} {stencil.Placement}")),
                cells[0], run.BytesEach.ToString("0.0", CultureInfo.InvariantCulture), .. cells[1..]]));
        }

        console.Write(table);
    }

    // Sets are told apart only where there are several.
    private static string Name(string set, string operation, TraceView view) =>
        set.Length > 0 && view.Blocks.Any(block => block.Set != set) ? $"{set}:{operation}" : operation;

    private static string[] Cells(Portion portion) =>
    [
        Number(portion.Count), Number(portion.Bytes), Percent(portion.Share),
        .. portion is { Samples: { } samples, SampleShare: { } share } ? new[] { Number(samples), Percent(share) } : [],
    ];

    private static string[] SampleColumns(bool hasSamples) => hasSamples ? ["samples", "of samples"] : [];

    private static Table Begin(IAnsiConsole console, string title, string[] texts, string[] numbers)
    {
        console.MarkupLineInterpolated($"[bold]{title}[/]");
        var table = new Table().Border(TableBorder.Simple);
        foreach (var text in texts)
            table.AddColumn(new TableColumn(text));
        foreach (var number in numbers)
            table.AddColumn(new TableColumn(number).RightAligned().NoWrap());
        return table;
    }

    private static string[] Escape(params string[] cells) => [.. cells.Select(Markup.Escape)];
}
