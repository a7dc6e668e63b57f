using StencilJit.Compiler.Locks;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Tool.Tests;

/// <summary>Changes locks without any compiler.</summary>
internal static class LockEdit
{
    /// <summary>Rewrites a lock file.</summary>
    public static void Change(string path, Func<StencilSet, StencilSet> change) =>
        LockStore.Write([(path, change(LockStore.Read(path)!))]);

    /// <summary>Changes one stencil of a lock file.</summary>
    public static void ChangeStencil(string path, string name, string placement, Func<Stencil, Stencil> change) =>
        Change(path, set => set with { Stencils = [.. set.Stencils.Select(stencil => stencil.Name == name && stencil.Placement == placement ? change(stencil) : stencil)] });

    /// <summary>The calc set as it could have been: one stencil larger, one gone, one hole renamed, on all targets.</summary>
    public static void MakeOlder(SetCopy copy)
    {
        foreach (var target in TargetDescription.All)
        {
            ChangeStencil(copy.Lock(target.Rid), "add", "rr>r", stencil => stencil with
            {
                Code = [.. stencil.Code, .. Convert.FromHexString(target.Architecture == Architecture.X64 ? "90" : "1f2003d5")],
            });
            ChangeStencil(copy.Lock(target.Rid), "subtract", "rs>t", stencil => stencil with { Holes = [stencil.Holes[0] with { Name = "second" }] });
            Change(copy.Lock(target.Rid), set => set with { Stencils = [.. set.Stencils.Where(stencil => stencil.Name != "is_true")] });
        }
    }
}
