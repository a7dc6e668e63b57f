using StencilJit.Runtime.Memory;

namespace StencilJit.Runtime.Tests;

public sealed class HugePagesTests
{
    private const long Page = HugePages.Size;
    private const long Length = 3 * Page;

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(Page - 4096)]
    [InlineData(Page)]
    [InlineData(5 * Page + 4096)]
    [InlineData(5 * Page + Page / 2)]
    public void Huge_pages_are_whole_and_as_many_as_there_are(long offset)
    {
        var part = HugePages.Within(offset, Length);
        Assert.NotNull(part);
        (long start, long length) = part.Value;
        Assert.Equal(0, start % Page);
        Assert.Equal(0, length % Page);
        Assert.InRange(start - offset, 0, Page - 1);
        Assert.InRange(offset + Length - (start + length), 0, Page - 1);
        Assert.True(length > 0);
    }

    [Theory]
    [InlineData(0, Page - 1)]
    [InlineData(1, 2 * Page - 2)]
    [InlineData(Page - 1, Page)]
    public void A_range_without_a_whole_one_has_none(long offset, long length) => Assert.Null(HugePages.Within(offset, length));

    [Fact]
    public void They_are_worth_it_for_who_expects_to_write_much()
    {
        Assert.False(HugePages.AreWorth(0));
        Assert.False(HugePages.AreWorth(HugePages.LeastWritten - 1));
        Assert.True(HugePages.AreWorth(HugePages.LeastWritten));
    }
}
