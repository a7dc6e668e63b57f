namespace StencilJit.Model.Tests;

public class RegisterTests
{
    private static readonly StencilSet Set = SampleSet.Create();
    private static readonly Stencil Add = Set.Stencils[0];

    [Fact]
    public void The_code_for_a_choice_has_the_bits_of_the_registers_numbers_flipped()
        // r11 (1011) sets bits 1 and 27, rdi (0111) sets bit 19.
        => Assert.Equal([0x48 ^ 0x02, 0x8d, 0x04 ^ 0x08, 0x08], Add.CodeFor(Set, [1, 0, 2]));

    [Fact]
    public void The_result_of_its_own_shares_no_register_of_its_class()
    {
        Assert.True(Add.Allows([0, 1, 1]));
        Assert.False(Add.Allows([1, 0, 1]));
    }

    [Fact]
    public void A_combination_tells_the_registers_that_made_it()
    {
        Assert.Equal(512, Add.Combinations);
        Assert.Equal(1 + 8 * 7 + 64 * 2, Stencil.Combination([1, 7, 2]));
        Assert.Equal([1, 7, 2], Add.RegistersOf(1 + 8 * 7 + 64 * 2));
    }
}
