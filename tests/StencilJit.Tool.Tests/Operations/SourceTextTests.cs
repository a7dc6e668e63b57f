using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Tests.Operations;

public sealed class SourceTextTests
{
    [Theory]
    [InlineData("add", "calc.c:25", 24, "/* Adds;")]
    // Lines came or went above since the lock was written.
    [InlineData("add", "calc.c:12", 24, "/* Adds;")]
    [InlineData("add", "calc.c:500", 24, "/* Adds;")]
    // A name that is part of others is none of theirs.
    [InlineData("is_true", "calc.c:1", 50, "/* Goes on")]
    public void A_micro_op_is_found_where_its_name_is_nearest(string name, string source, int firstLine, string start)
    {
        var (line, text) = new SourceText(Repository.Set("calc")).Of(name, source);

        Assert.Equal(firstLine, line);
        Assert.StartsWith(start, text[0], StringComparison.Ordinal);
        Assert.Contains(text, each => each.Contains($" {name}(", StringComparison.Ordinal));
        Assert.Equal("}", text[^1]);
    }

    [Theory]
    [InlineData("(toolchain)")]
    [InlineData("gone.c:3")]
    public void What_is_not_in_the_folder_has_no_text(string source)
    {
        var (line, text) = new SourceText(Repository.Set("calc")).Of("harness_enter", source);

        Assert.Equal(0, line);
        Assert.Empty(text);
    }
}
