using StencilJit.Model;
using StencilJit.Tool.Analysis;
using StencilJit.Tool.Traces;

namespace StencilJit.Tool.Tests.Traces;

public sealed class NumberedStencilsTests
{
    public static TheoryData<string> Targets => ["linux-x64", "linux-arm64"];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Code_matches_its_number_whatever_is_in_the_holes_and_with_no_other_bit_changed(string target)
    {
        var numbered = new NumberedStencils(Calc(target));
        Assert.Equal(numbered.Set.Stencils.Sum(stencil => stencil.Combinations), numbered.Count);
        var first = 0;
        foreach (var stencil in numbered.Set.Stencils)
        {
            // All registers different, and where only inputs are many, all the same.
            var different = RegisterChoice.InOrder(stencil);
            var same = stencil.Registers.Select(register => register.IsWritten ? 2 : 3).ToArray();
            foreach (var chosen in new[] { different, same })
                Match(numbered, stencil, first + Stencil.Combination(chosen), chosen);
            first += stencil.Combinations;
        }
    }

    [Fact]
    public void Registers_are_told_by_the_number_and_none_that_the_stencil_cannot_have()
    {
        var numbered = new NumberedStencils(Calc("linux-x64"));
        int Number(string placement, params int[] registers) =>
            numbered.Set.Stencils.TakeWhile(stencil => (stencil.Name, stencil.Placement) != ("add", placement)).Sum(stencil => stencil.Combinations) + Stencil.Combination(registers);

        Assert.Equal(["a=r15", "b=r15", "result=r9"], numbered.RegistersOf(Number("rr>r", 3, 3, 1))!.Select(register => register.Text));
        Assert.Equal(["a=result=r8", "b=r11"], numbered.RegistersOf(Number("rr>t", 0, 2))!.Select(register => register.Text));
        Assert.Null(numbered.RegistersOf(Number("rr>r", 3, 1, 1)));
        Assert.Null(numbered.RegistersOf(Number("rr>r", 4, 1, 0)));
        Assert.False(numbered.Matches(Number("rr>t", 1, 1), numbered.Of(Number("rr>t", 1, 1)).Code));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Stencils_that_return_do_not_go_on_and_all_others_do(string target)
    {
        SetCopy.NeedsClang();
        var set = Calc(target);
        using var continuations = new Continuations(set);

        var ending = Enumerable.Range(0, set.Stencils.Count).Where(stencil => !continuations.GoesOn(stencil)).Select(stencil => set.Stencils[stencil].Name);

        Assert.Equal(["done", "fail", "harness_enter", "harness_exit", "run"], ending.Distinct());
    }

    private static StencilSet Calc(string target) => StencilLockReader.Read(File.ReadAllText(Path.Combine(Repository.Set("calc"), "locks", target + ".stencils")));

    private static void Match(NumberedStencils numbered, Stencil stencil, int number, int[] chosen)
    {
        Assert.Same(stencil, numbered.Of(number));
        var stitched = stencil.CodeFor(numbered.Set, chosen);
        foreach (var patch in stencil.Patches)
            PatchField.Of(patch.Kind).Write(stitched.AsSpan(patch.Offset), ulong.MaxValue);
        Assert.True(numbered.Matches(number, stitched));
        Assert.True(stitched.Length == 0 || !numbered.Matches(number, stitched.AsSpan(1)));
        var refused = 0;
        for (var bit = 0; bit < 8 * stitched.Length; bit++)
        {
            stitched[bit / 8] ^= (byte)(1 << (bit % 8));
            refused += numbered.Matches(number, stitched) ? 0 : 1;
            stitched[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.Equal((8 * stitched.Length) - stencil.Patches.Sum(patch => long.PopCount((long)PatchField.Of(patch.Kind).Mask)), refused);
    }
}
