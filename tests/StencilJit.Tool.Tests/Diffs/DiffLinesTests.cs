using StencilJit.Tool.Analysis;
using StencilJit.Tool.Diffs;

namespace StencilJit.Tool.Tests.Diffs;

public sealed class DiffLinesTests
{
    [Theory]
    [InlineData("a b c", "a b c", "a=a b=b c=c")]
    [InlineData("a b c", "a c", "a=a b- c=c")]
    [InlineData("a c", "a b c", "a=a +b c=c")]
    [InlineData("a b c", "a x c", "a=a b|x c=c")]
    [InlineData("a b b c", "x b c", "a|x b- b=b c=c")]
    [InlineData("a b c d e", "b c x e", "a- b=b c=c d|x e=e")]
    [InlineData("", "a b", "+a +b")]
    [InlineData("a b", "", "a- b-")]
    public void The_same_lines_stand_beside_each_other_and_replaced_ones_too(string before, string after, string expected)
    {
        var lines = DiffLines.Of(Code(before), Code(after)).Select(line => line switch
        {
            { IsSame: true } => $"{line.Before}={line.After}",
            { Before: null } => $"+{line.After}",
            { After: null } => $"{line.Before}-",
            _ => $"{line.Before}|{line.After}",
        });

        // Which one of several equal lines is left over does not matter.
        Assert.Equal(expected.Split(' ').Order(), lines.Order());
    }

    [Fact]
    public void Labels_stand_before_their_lines()
    {
        var code = new DecodedCode([], [new CodeLine(0, "", ".1", "nop", "", "nop")], [], new CodeFacts(1, 1, [], [], 0, 0, false));

        Assert.Equal([new DiffLine(null, ".1: nop", false)], DiffLines.Of(null, code));
    }

    private static DecodedCode Code(string mnemonics) => new(
        [], [.. mnemonics.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => new CodeLine(0, "", null, word, "", word))], [], new CodeFacts(0, 0, [], [], 0, 0, false));
}
