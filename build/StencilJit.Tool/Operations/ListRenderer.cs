using Spectre.Console;

namespace StencilJit.Tool.Operations;

/// <summary>Shows a <see cref="ListView"/>.</summary>
internal static class ListRenderer
{
    public static void Render(IAnsiConsole console, ListView view)
    {
        foreach (var set in view.Sets)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumn("op").AddColumn("placement").AddColumn("kind").AddColumn("holes").AddColumn("source");
            foreach (var target in set.Targets)
                table.AddColumn(new TableColumn(Markup.Escape(target.Target)).RightAligned().NoWrap());
            foreach (var stencil in set.Stencils)
            {
                table.AddRow([
                    .. new[] { stencil.Operation, stencil.Placement, stencil.Kind, string.Join(", ", stencil.Holes), stencil.Source }.Select(Markup.Escape),
                    .. set.Targets.Select(target => Size(stencil.Sizes.FirstOrDefault(size => size.Target == target.Target))),
                ]);
            }

            console.MarkupLineInterpolated($"[bold]{set.Name}[/] ({set.Folder}), bytes a stencil");
            console.Write(table);
            foreach (var target in set.Targets)
                console.WriteLine($"{target.Target}: {target.Stencils} stencils, {target.Bytes} bytes of code, {target.DataBytes} of data; {target.Compiler}");
            foreach (var sharing in set.Sharing)
                console.WriteLine($"{sharing.Target}: as {sharing.Base}{Exceptions(sharing.Different)}");
            console.WriteLine();
        }
    }

    private static string Exceptions(IReadOnlyList<ListedStencil> different) => different.Count == 0
        ? ""
        : $", but for {string.Join(", ", different.Select(stencil => $"{$"{stencil.Operation} {stencil.Placement}".TrimEnd()} ({stencil.Sizes[0].Bytes})"))}";

    private static string Size(ListedSize? size) => size is null ? "-" : $"{size.Bytes}";
}
