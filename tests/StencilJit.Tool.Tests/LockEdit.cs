using StencilJit.Model;

namespace StencilJit.Tool.Tests;

/// <summary>Changes locks without any compiler.</summary>
internal static class LockEdit
{
    /// <summary>Rewrites a lock file.</summary>
    public static void Change(string path, Func<StencilSet, StencilSet> change) =>
        File.WriteAllText(path, StencilLockWriter.Write(change(StencilLockReader.Read(File.ReadAllText(path)))));

    /// <summary>Changes one stencil of a lock file.</summary>
    public static void ChangeStencil(string path, string name, string placement, Func<Stencil, Stencil> change) =>
        Change(path, set => set with { Stencils = [.. set.Stencils.Select(stencil => stencil.Name == name && stencil.Placement == placement ? change(stencil) : stencil)] });

    /// <summary>The calc set as it could have been: one stencil larger, one gone, one hole renamed, on both targets.</summary>
    public static void MakeOlder(SetCopy copy)
    {
        foreach (var (target, nothing) in new[] { ("linux-x64", "90"), ("linux-arm64", "1f2003d5") })
        {
            ChangeStencil(copy.Lock(target), "add", "rr>r", stencil => stencil with
            {
                Code = [.. stencil.Code, .. Convert.FromHexString(nothing)],
            });
            ChangeStencil(copy.Lock(target), "subtract", "rs>t", stencil => stencil with { Holes = [stencil.Holes[0] with { Name = "second" }] });
            Change(copy.Lock(target), set => set with { Stencils = [.. set.Stencils.Where(stencil => stencil.Name != "is_true")] });
        }
    }
}
