using Spectre.Console;
using StencilJit.Tool.Diffs;

namespace StencilJit.Tool.Locks;

/// <summary>Shows a <see cref="VerifyView"/>.</summary>
internal static class VerifyRenderer
{
    public static void Render(IAnsiConsole console, VerifyView view)
    {
        foreach (var verified in view.Locks)
        {
            console.MarkupLineInterpolated($"[bold]{verified.Path}[/]: {Verdict(verified)}");
            if (verified.FirstDifferences.Count == 0)
                continue;
            console.WriteLine(verified.FirstDifferences.Count < verified.DifferentStencils
                ? $"The first {verified.FirstDifferences.Count} of {verified.DifferentStencils}, the lock on the left:"
                : "The lock on the left:");
            foreach (var change in verified.FirstDifferences)
                ChangeRenderer.Render(console, change);
        }
    }

    private static string Verdict(VerifiedLock verified) => verified.Verdict switch
    {
        LockVerdict.Same => $"is what the sources give, byte for byte ({verified.Compiler})",
        LockVerdict.SameStencils => $"made by {verified.LockedCompiler}, this is {verified.Compiler}: the same stencils",
        LockVerdict.OtherCompiler => $"made by {verified.LockedCompiler}, this is {verified.Compiler}: {Differing(verified)}; only the compiler that made it can tell more",
        LockVerdict.Different => $"is NOT what the sources give ({verified.Compiler}): {Differing(verified)}",
        _ => "is missing; make it with: stenciljit compile",
    };

    private static string Differing(VerifiedLock verified)
    {
        var count = verified.DifferentStencils switch { 0 => "", 1 => "1 stencil differs", var many => $"{many} stencils differ" };
        return string.Join("; ", new[] { count, verified.Reason }.Where(text => text.Length > 0));
    }
}
