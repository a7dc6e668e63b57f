using StencilJit.Runtime.Memory;

namespace StencilJit.Runtime.Tests;

public sealed class HugePagesTests
{
    private const long Page = HugePages.Size;

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(Page - 4096)]
    [InlineData(Page)]
    [InlineData(5 * Page + 4096)]
    [InlineData(5 * Page + Page / 2)]
    public void Huge_pages_are_whole_and_a_mebibyte_or_more_precedes_them(long offset)
    {
        var part = HugePages.Within(offset, HugePages.SmallestRange);
        Assert.NotNull(part);
        (long start, long length) = part.Value;
        Assert.Equal(0, start % Page);
        Assert.Equal(0, length % Page);
        Assert.InRange(start - offset, 1 << 20, 3 << 20);
        Assert.InRange(offset + HugePages.SmallestRange - (start + length), 0, Page - 1);
        Assert.True(length > 0);
    }

    [Fact]
    public void A_range_that_is_not_large_has_none() => Assert.Null(HugePages.Within(0, HugePages.SmallestRange - 1));
}
