using StencilJit.Tool.Diffs;

namespace StencilJit.Tool.Locks;

/// <summary>What <c>verify</c> shows.</summary>
/// <param name="Locks">The locks of all sets.</param>
internal sealed record VerifyView(IReadOnlyList<VerifiedLock> Locks)
{
    /// <summary>Whether every lock has the stencils that its sources give.</summary>
    public bool IsVerified => Locks.All(verified => verified.Verdict is LockVerdict.Same or LockVerdict.SameStencils);
}

/// <summary>A lock in <see cref="VerifyView"/>.</summary>
/// <param name="Set">The set's name.</param>
/// <param name="Target">The target.</param>
/// <param name="Path">The lock.</param>
/// <param name="Verdict">Whether it is what the sources give.</param>
/// <param name="LockedCompiler">The compiler that made it; null where there is none.</param>
/// <param name="Compiler">The compiler at hand.</param>
/// <param name="Reason">What else differs, such as <c>calc.c changed</c>; empty where nothing does.</param>
/// <param name="DifferentStencils">How many stencils differ.</param>
/// <param name="FirstDifferences">The first of them, as a diff shows them: before is the lock, after what the sources give.</param>
internal sealed record VerifiedLock(
    string Set, string Target, string Path, LockVerdict Verdict, string? LockedCompiler, string Compiler, string Reason, int DifferentStencils,
    IReadOnlyList<StencilChange> FirstDifferences);
