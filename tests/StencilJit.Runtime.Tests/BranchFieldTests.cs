using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime.Tests;

public sealed class BranchFieldTests
{
    [Theory]
    [InlineData(PatchKind.Branch26, 1 << 27)]
    [InlineData(PatchKind.Branch19, 1 << 20)]
    [InlineData(PatchKind.Branch14, 1 << 15)]
    internal unsafe void A_branch_of_AArch64_is_read_back_as_it_was_written(PatchKind kind, int reach)
    {
        foreach (int distance in (int[])[0, 4, -4, 64, -64, reach - 4, -reach])
        {
            uint word = 0;
            Arm64Patch.WriteValue((byte*)&word, 0x10_0000_0000, new PatchWord((ulong)kind << 16), 0x10_0000_0000 + distance);
            Assert.Equal(distance, BranchField.Read((int)word, kind));
        }
    }

    [Fact]
    public void A_field_that_is_none_of_a_branch_is_refused()
        => Assert.Contains("Abs32", Assert.Throws<InvalidOperationException>(() => BranchField.Read(0, PatchKind.Abs32)).Message);
}
