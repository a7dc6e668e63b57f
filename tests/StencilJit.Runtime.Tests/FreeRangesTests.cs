namespace StencilJit.Runtime.Tests;

public sealed class FreeRangesTests
{
    [Fact]
    public void The_first_range_that_is_long_enough_is_taken()
    {
        var free = new FreeRanges(100);
        Assert.Equal(0, free.Take(10, alignment: 1));
        Assert.Equal(10, free.Take(20, alignment: 1));
        Assert.Equal(30, free.Take(10, alignment: 1));
        free.Return(0, 10);
        free.Return(10, 20);
        Assert.Equal(40, free.Take(31, alignment: 1));
        Assert.Equal(0, free.Take(30, alignment: 1));
        Assert.Equal(-1, free.Take(30, alignment: 1));
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
        Assert.Equal(0, free.Take(40, alignment: 1));
        foreach (int i in new[] { first, second, third })
            free.Return(i * 10, 10);
        Assert.Equal(30, free.Longest);
        Assert.Equal(0, free.Take(30, alignment: 1));
        Assert.Equal(-1, free.Take(1, alignment: 1));
    }

    [Fact]
    public void Ranges_apart_stay_apart()
    {
        var free = new FreeRanges(50);
        free.Take(50, alignment: 1);
        free.Return(40, 10);
        free.Return(0, 10);
        free.Return(20, 10);
        free.Return(35, 0);
        Assert.Equal(10, free.Longest);
        Assert.Equal(30, free.Total);
        Assert.Equal(0, free.Take(10, alignment: 1));
        Assert.Equal(20, free.Take(10, alignment: 1));
        Assert.Equal(40, free.Take(10, alignment: 1));
    }

    [Fact]
    public void A_range_starts_where_it_is_asked_to_and_what_precedes_it_stays_free()
    {
        var free = new FreeRanges(100);
        Assert.Equal(0, free.Take(5, alignment: 1));
        Assert.Equal(32, free.Take(40, alignment: 32));
        Assert.Equal(5, free.Take(27, alignment: 1));
        Assert.Equal(72, free.Take(28, alignment: 1));
        Assert.Equal(0, free.Total);
    }

    [Fact]
    public void Where_nothing_is_free_at_a_multiple_any_start_does()
    {
        var free = new FreeRanges(100);
        Assert.Equal(0, free.Take(10, alignment: 64));
        Assert.Equal(10, free.Take(90, alignment: 64));
        Assert.Equal(-1, free.Take(1, alignment: 64));
    }
}
