using StencilJit.Compiler.Lowering;
using StencilJit.Compiler.Objects;
using StencilJit.Model;

namespace StencilJit.Compiler.Extraction;

/// <summary>
/// Shortens the ways through a stencil. LLVM folds a jump to another function into the conditional branch that reaches it on x86-64, but
/// not on AArch64: there the branch goes to a jump of its own behind the likely path, which has to jump over that. A conditional branch goes
/// to the label itself here; where it cannot, as a trap's code may be too far away, or TBZ's label, the jump follows it, so that the
/// likely path goes on at the stencil's end.
/// </summary>
internal static class Arm64Branches
{
    /// <summary>Rewrites a function's code, or returns it as it is where its instructions cannot be moved.</summary>
    public static FunctionCode Fold(FunctionCode function)
    {
        if (!Arm64Code.TryRead(function, out var code))
            return function;
        foreach (var branch in code.Words.ToList())
        {
            BranchToLabel(code, branch);
            BranchOverJump(code, branch);
        }

        MoveExitBehindBranch(code);
        return code.ToFunction();
    }

    /// <summary>A branch to a jump to a label becomes one to the label.</summary>
    private static void BranchToLabel(Arm64Code code, Arm64Word branch)
    {
        if (!branch.ReachesLabels || branch.Target is not { } exit || !IsJumpToLabel(exit))
            return;
        branch.Relocation = exit.Relocation! with { Kind = PatchKind.Branch19 };
        branch.Target = null;
        RemoveUnreachable(code, exit);
    }

    /// <summary>A branch over a jump to a label becomes the opposite one to the label.</summary>
    private static void BranchOverJump(Arm64Code code, Arm64Word branch)
    {
        if (!branch.ReachesLabels || branch.Target is null || code.Next(branch) is not { } jump || !IsJumpToLabel(jump)
            || code.Next(jump) != branch.Target || code.IsTarget(jump))
            return;
        branch.Invert();
        branch.Relocation = jump.Relocation! with { Kind = PatchKind.Branch19 };
        branch.Target = null;
        code.Words.Remove(jump);
    }

    /// <summary>The only exit behind the likely path goes to where it is reached from, so that this path ends at the end.</summary>
    private static void MoveExitBehindBranch(Arm64Code code)
    {
        if (code.Words is not [.., var previous, var exit] || previous.Relocation?.Symbol != Markers.Continuation || !previous.IsJump || !exit.IsJump)
            return;
        if (code.Words.Where(word => word.Target == exit).ToList() is not [var branch] || !branch.IsConditional)
            return;
        code.Words.Remove(exit);
        branch.Target = code.Next(branch);
        branch.Invert();
        code.Words.Insert(code.Words.IndexOf(branch) + 1, exit);
    }

    private static void RemoveUnreachable(Arm64Code code, Arm64Word exit)
    {
        var index = code.Words.IndexOf(exit);
        if (index > 0 && code.Words[index - 1].IsJump && !code.IsTarget(exit))
            code.Words.RemoveAt(index);
    }

    private static bool IsJumpToLabel(Arm64Word word) =>
        word.IsJump && word.Relocation?.Symbol.StartsWith(Markers.LabelSymbol, StringComparison.Ordinal) == true;
}
