namespace StencilJit.Tool.Tests.Operations;

public sealed class ListTests
{
    [Fact]
    public async Task All_stencils_of_a_set_are_listed_with_their_sizes_on_every_target()
    {
        var result = (await ToolProcess.Run("list", "--set", "calc")).Ended(0);

        Assert.Empty(result.Error);
        Goldens.Check("list.txt", result.Output);
    }

    [Fact]
    public async Task As_JSON_the_list_says_the_same()
    {
        var result = (await ToolProcess.Run("list", "--set", "calc", "--target", "linux-x64", "--json", "move")).Ended(0);

        Goldens.Check("list.json", result.Output);
    }

    [Fact]
    public async Task A_pattern_chooses_and_the_largest_come_first_where_asked_for()
    {
        var result = (await ToolProcess.Run("list", "i*_div_?", "--by-size", "--target", "linux-x64")).Ended(0);

        var names = result.Output.Split('\n').Where(line => line.Contains(".c:", StringComparison.Ordinal)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]).ToList();
        var sizes = result.Output.Split('\n').Where(line => line.Contains(".c:", StringComparison.Ordinal)).Select(line => int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1])).ToList();
        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.Equal(["i32_div_s", "i32_div_u", "i64_div_s", "i64_div_u"], names.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("i64_div_s", names[0]);
    }

    [Fact]
    public async Task A_pattern_that_nothing_matches_names_what_was_meant()
    {
        var result = (await ToolProcess.Run("list", "i32_divs")).Ended(2);

        Assert.Empty(result.Output);
        Assert.StartsWith("stenciljit: No micro-op's name matches 'i32_divs'. Did you mean i32_div_s or ", result.Error, StringComparison.Ordinal);
    }
}
