using Spectre.Console;

namespace StencilJit.Tool.Locks;

/// <summary>Shows a <see cref="CompileView"/>.</summary>
internal static class CompileRenderer
{
    public static void Render(IAnsiConsole console, CompileView view)
    {
        foreach (var set in view.Sets)
            foreach (var made in set.Locks)
                console.MarkupLineInterpolated($"[bold]{made.Path}[/]: {(made.IsWritten ? "written" : "unchanged")}; {set.Set}, {made.Stencils} stencils, {made.Bytes} bytes of code, {made.Compiler}");
    }
}
