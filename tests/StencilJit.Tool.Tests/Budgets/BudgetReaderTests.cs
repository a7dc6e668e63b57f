using StencilJit.Tool.Budgets;
using StencilJit.Tool.Cli;

namespace StencilJit.Tool.Tests.Budgets;

public sealed class BudgetReaderTests
{
    [Fact]
    public void Every_limit_of_a_line_is_a_rule_and_comments_and_empty_lines_are_none()
    {
        var rules = new BudgetReader("b").Read("""
            # a comment

            stencil i32_* rr>r  max-bytes 24 no-frame  linux-x64 linux-arm64  # another one
            set max-bytes 64k max-stencils 900 linux-x64
            growth set 2.5% stencil 8 bytes against main~2
            """);

        Assert.Equal(
            [
                (3, BudgetKind.StencilBytes, "stencil i32_* rr>r max-bytes 24 linux-x64 linux-arm64"), (3, BudgetKind.NoFrame, "stencil i32_* rr>r no-frame linux-x64 linux-arm64"),
                (4, BudgetKind.SetBytes, "set max-bytes 64k linux-x64"), (4, BudgetKind.SetStencils, "set max-stencils 900 linux-x64"), (5, BudgetKind.SetGrowth, "growth set 2.5%"), (5, BudgetKind.StencilGrowth, "growth stencil 8"),
            ],
            rules.Select(rule => (rule.Line, rule.Kind, rule.Text)));
        Assert.Equal([24, 0, 65536, 900, 25, 8], rules.Select(rule => rule.Limit.Of(1000)));
        Assert.Equal(["", "", "", "", "main~2", "main~2"], rules.Select(rule => rule.Against));
    }

    [Theory]
    [InlineData("stencils * max-bytes 9", "b(2): a line starts with stencil, set, growth, found 'stencils'. Did you mean stencil?")]
    [InlineData("stencil", "b(2): 'stencil' takes the name of a micro-op, or a pattern such as i32_*")]
    [InlineData("stencil add", "b(2): 'stencil add' limits nothing: add max-bytes NUMBER, no-frame or no-calls")]
    [InlineData("stencil * max-byte 9", "b(2): 'stencil' takes max-bytes, no-frame, allow-frame, no-calls, except-spilled, linux-arm64, linux-x64, osx-arm64, osx-x64, win-arm64, win-x64, found 'max-byte'. Did you mean max-bytes?")]
    [InlineData("stencil * max-bytes", "b(2): 'max-bytes' takes a number of bytes")]
    [InlineData("stencil * max-bytes -9", "b(2): 'max-bytes' takes a number of bytes such as 96 or 64k, found '-9'")]
    [InlineData("stencil * max-bytes 9%", "b(2): 'max-bytes' takes a number of bytes such as 96 or 64k, found '9%'")]
    [InlineData("stencil * no-frame linux-x65", "found 'linux-x65'. Did you mean linux-x64?")]
    [InlineData("set linux-x64", "b(2): 'set' limits nothing: add max-bytes NUMBER or max-stencils NUMBER")]
    [InlineData("set no-frame", "b(2): 'set' takes max-bytes, max-stencils, linux-arm64, linux-x64, osx-arm64, osx-x64, win-arm64, win-x64, found 'no-frame'.")]
    [InlineData("set max-stencils", "b(2): 'max-stencils' takes a number")]
    [InlineData("set max-stencils many", "b(2): 'max-stencils' takes a number such as 900, found 'many'")]
    [InlineData("growth against HEAD", "b(2): 'growth' limits nothing: add set 2% or stencil 8 bytes")]
    [InlineData("growth set 2% against", "b(2): 'against' takes a git revision")]
    [InlineData("growth set two", "b(2): 'set' takes a number of bytes such as 96 or 64k, or a part such as 2%, found 'two'")]
    public void What_cannot_be_read_is_an_error_with_its_line_and_what_was_meant(string line, string message)
    {
        var error = Assert.Throws<ToolException>(() => new BudgetReader("b").Read($"# first\n{line}\n"));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
