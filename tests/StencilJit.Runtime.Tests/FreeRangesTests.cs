namespace StencilJit.Runtime.Tests;

public sealed class FreeRangesTests
{
    [Fact]
    public void The_first_range_that_is_long_enough_is_taken()
    {
        var free = new FreeRanges(100);
        Assert.Equal(0, free.Take(10));
        Assert.Equal(10, free.Take(20));
        Assert.Equal(30, free.Take(10));
        free.Return(0, 10);
        free.Return(10, 20);
        Assert.Equal(40, free.Take(31));
        Assert.Equal(0, free.Take(30));
        Assert.Equal(-1, free.Take(30));
        Assert.Equal(29, free.Longest);
        Assert.Equal(29, free.Total);
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 0)]
    public void Neighbours_join_in_whatever_order_they_come_back(int first, int second, int third)
    {
        var free = new FreeRanges(40);
        Assert.Equal(0, free.Take(40));
        foreach (int i in new[] { first, second, third })
            free.Return(i * 10, 10);
        Assert.Equal(30, free.Longest);
        Assert.Equal(0, free.Take(30));
        Assert.Equal(-1, free.Take(1));
    }

    [Fact]
    public void Ranges_apart_stay_apart()
    {
        var free = new FreeRanges(50);
        free.Take(50);
        free.Return(40, 10);
        free.Return(0, 10);
        free.Return(20, 10);
        free.Return(35, 0);
        Assert.Equal(10, free.Longest);
        Assert.Equal(30, free.Total);
        Assert.Equal(0, free.Take(10));
        Assert.Equal(20, free.Take(10));
        Assert.Equal(40, free.Take(10));
    }
}
