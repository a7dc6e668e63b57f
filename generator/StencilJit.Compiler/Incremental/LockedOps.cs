using StencilJit.Compiler.Linking;
using StencilJit.Compiler.Sources;
using StencilJit.Model;

namespace StencilJit.Compiler.Incremental;

/// <summary>Takes micro-ops out of a lock that its sources are known to give.</summary>
internal static class LockedOps
{
    /// <summary>The micro-op as its compilation would give it; null where a lock does not tell all of that.</summary>
    /// <param name="locked">What the lock holds.</param>
    /// <param name="op">The micro-op.</param>
    /// <param name="fingerprint">What its C is now.</param>
    public static UnlinkedOp? Find(StencilSet locked, MicroOp op, OpFingerprint fingerprint)
    {
        var stencils = locked.Stencils.Where(stencil => stencil.Name == op.Name).ToList();
        var patches = stencils.SelectMany(stencil => stencil.Patches).ToList();
        // A lock tells neither how long a constant is nor which traps were named in code that was optimised away.
        if (stencils.Count == 0 || patches.Any(patch => patch.Source == PatchSource.Data))
            return null;
        var traps = patches.Where(patch => patch.Source == PatchSource.Trap).Select(patch => locked.Traps[patch.Index]).Distinct().ToList();
        return fingerprint.Traps.Except(traps).Any() ? null : new UnlinkedOp(op.Name, traps, [.. stencils.Select(stencil => Unlink(locked, stencil))]);
    }

    private static UnlinkedStencil Unlink(StencilSet locked, Stencil stencil) => new(
        stencil.Placement, stencil.Holes, stencil.Registers, stencil.Code, [.. stencil.Patches.Select(patch => Unlink(locked, patch))]);

    private static UnlinkedPatch Unlink(StencilSet locked, Patch patch) => new(
        patch.Offset, patch.Kind,
        patch.Source == PatchSource.Trap ? new PatchValue.Trap(locked.Traps[patch.Index]) : new PatchValue.Hole(patch.Index),
        patch.Addend);
}
