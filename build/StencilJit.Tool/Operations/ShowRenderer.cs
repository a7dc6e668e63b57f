using Spectre.Console;
using Spectre.Console.Rendering;
using StencilJit.Tool.Analysis;
using StencilJit.Tool.Costs;

namespace StencilJit.Tool.Operations;

/// <summary>Shows a <see cref="ShowView"/>: the C text on the left, what became of it on the right.</summary>
internal static class ShowRenderer
{
    // Narrower terminals get one below the other.
    private const int NarrowestForColumns = 120;

    public static void Render(IAnsiConsole console, ShowView view)
    {
        console.MarkupLineInterpolated($"[bold]{view.Operation}[/] of {view.Set}, {view.Source}; placements: {string.Join("  ", view.Placements)}");
        if (view.Text.Count == 0 && view.Documentation.Length > 0)
            console.WriteLine(view.Documentation);
        console.WriteLine();
        var source = new Text(string.Join('\n', view.Text), new Style(Color.Blue));
        var code = new Rows(view.Stencils.Select(Stencil));
        if (view.Text.Count == 0)
            console.Write(code);
        else if (console.Profile.Width >= NarrowestForColumns)
            console.Write(new Grid().AddColumn(new GridColumn().NoWrap().PadRight(4)).AddColumn(new GridColumn().NoWrap()).AddRow(source, code));
        else
            console.Write(new Rows(source, new Text(""), code));
    }

    private static Rows Stencil(ShownStencil stencil)
    {
        var facts = stencil.Code.Facts;
        var rows = new List<IRenderable>
        {
            new Markup($"[bold]{Markup.Escape($"{string.Join(", ", [stencil.Target, .. stencil.SameOn ?? []])}  {stencil.Placement}")}[/]{Markup.Escape($"  {Plural(facts.Bytes, "byte")}, {Plural(facts.Instructions, "instruction")}, {stencil.Kind}")}"),
            Assembly(stencil.Code),
        };
        void Fact(string name, string value)
        {
            if (value.Length > 0)
                rows.Add(new Text($"  {name,-10}{value}"));
        }

        if (stencil.Pool.Count > 0)
            Fact("registers", $"{string.Join(' ', stencil.Code.Registers.Select(register => register.Text))}; any of {string.Join(' ', stencil.Pool)}");
        foreach (var hole in stencil.Code.Holes)
            Fact("patch", hole);
        foreach (var data in stencil.Data)
            Fact("data", $"data+{data.Offset} {data.Bytes}");
        Fact("reads", string.Join(' ', facts.Reads));
        Fact("writes", string.Join(' ', facts.Writes));
        if (facts.Branches + facts.Calls > 0 || facts.UsesStack)
            Fact("control", string.Join(", ", new[] { Plural(facts.Branches, "branch", "branches"), Plural(facts.Calls, "call"), facts.UsesStack ? "uses the stack" : "" }.Where(text => text.Length > 0 && text[0] != '0')));
        Fact("cost", stencil.Cost is { } cost ? CostText.Line(cost.Estimate, cost.Model) : "");
        rows.Add(new Text(""));
        return new Rows(rows);
    }

    private static Grid Assembly(DecodedCode code)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(2)).AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn(new GridColumn().NoWrap());
        foreach (var line in code.Lines)
            grid.AddRow(new Text($"{line.Offset:x2}"), new Markup(Bytes(line.Bytes)), new Text(line.Label is { } label ? label + ":" : ""), new Markup(Holes(line.Text)));
        return grid;
    }

    private static string Bytes(string bytes) => $"[grey]{bytes.Replace("__", "[/][yellow]__[/][grey]")}[/]".Replace("[grey][/]", "");

    private static string Holes(string text) => Markup.Escape(text).Replace("{", "[yellow]{").Replace("}", "}[/]");

    private static string Plural(int count, string one, string? many = null) => count == 1 ? $"1 {one}" : $"{count} {many ?? one + "s"}";
}
