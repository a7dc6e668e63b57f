using StencilJit.Model;
using StencilJit.Tool.Analysis;
using StencilJit.Tool.Traces;

namespace StencilJit.Tool.Tests.Traces;

public sealed class VariantTableTests
{
    public static TheoryData<string> Targets => ["linux-x64", "linux-arm64"];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Code_matches_its_variant_whatever_is_in_the_holes_and_with_no_other_bit_changed(string target)
    {
        var set = StencilLockReader.Read(File.ReadAllText(Path.Combine(Repository.Set("calc"), "locks", target + ".stencils")));
        var table = new VariantTable(set);
        Assert.Equal(set.Stencils.Sum(stencil => stencil.Variants.Count), table.Count);
        for (var variant = 0; variant < table.Count; variant++)
        {
            var stitched = (byte[])table[variant].Code.Clone();
            foreach (var patch in table[variant].Patches)
                PatchField.Of(patch.Kind).Write(stitched.AsSpan(patch.Offset), ulong.MaxValue);
            Assert.True(table.Matches(variant, stitched));
            Assert.True(stitched.Length == 0 || !table.Matches(variant, stitched.AsSpan(1)));
            var refused = 0;
            for (var bit = 0; bit < 8 * stitched.Length; bit++)
            {
                stitched[bit / 8] ^= (byte)(1 << (bit % 8));
                refused += table.Matches(variant, stitched) ? 0 : 1;
                stitched[bit / 8] ^= (byte)(1 << (bit % 8));
            }

            Assert.Equal((8 * stitched.Length) - table[variant].Patches.Sum(patch => long.PopCount((long)PatchField.Of(patch.Kind).Mask)), refused);
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Stencils_that_return_do_not_go_on_and_all_others_do(string target)
    {
        SetCopy.NeedsClang();
        var set = StencilLockReader.Read(File.ReadAllText(Path.Combine(Repository.Set("calc"), "locks", target + ".stencils")));
        using var continuations = new Continuations(set);

        var ending = Enumerable.Range(0, set.Stencils.Count).Where(stencil => !continuations.GoesOn(stencil)).Select(stencil => set.Stencils[stencil].Name);

        Assert.Equal(["done", "fail", "harness_enter", "harness_exit", "run"], ending.Distinct());
    }
}
