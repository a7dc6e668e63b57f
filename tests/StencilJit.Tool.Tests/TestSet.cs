using StencilJit.Model;

namespace StencilJit.Tool.Tests;

/// <summary>Stencil sets made by hand, for x86-64.</summary>
internal static class TestSet
{
    /// <summary>A set of stencils.</summary>
    public static StencilSet Of(params Stencil[] stencils) => new()
    {
        Name = "test",
        Target = "linux-x64",
        Architecture = Architecture.X64,
        Features = ["Avx2"],
        Compiler = "clang 22.1.8, LLVM 22.1.8",
        OptionsHash = new string('0', 64),
        Inputs = [new InputFile("test.c", new string('0', 64))],
        Pinned = ["frame"],
        Integers = [new PoolRegister("r8", 8), new PoolRegister("r9", 9), new PoolRegister("r11", 11), new PoolRegister("r15", 15)],
        Floats = [new PoolRegister("xmm0", 0), new PoolRegister("xmm1", 1)],
        SlotLimit = 2147483640,
        Traps = ["a", "b"],
        Data = [],
        Stencils = [.. stencils.OrderBy(stencil => stencil.Name, StringComparer.Ordinal).ThenBy(stencil => stencil.Placement, StringComparer.Ordinal)],
    };

    /// <summary>A leaf that leaves no register open.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="code">Its bytes in hexadecimal.</param>
    /// <param name="holes">Its holes.</param>
    /// <param name="patches">Its patches.</param>
    public static Stencil Leaf(string name, string code, IReadOnlyList<Hole>? holes = null, params Patch[] patches) =>
        new(name, "r>r", StencilKind.Leaf, "", "test.c:1", holes ?? [], [], Convert.FromHexString(code), patches);

    /// <summary>A field that holds a hole's value.</summary>
    public static Patch Field(int offset, int hole = 0, PatchKind kind = PatchKind.Abs32) => new(offset, kind, PatchSource.Hole, hole, 0);
}
