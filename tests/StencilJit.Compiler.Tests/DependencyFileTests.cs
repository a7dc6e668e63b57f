using StencilJit.Compiler.Clang;

namespace StencilJit.Compiler.Tests;

public class DependencyFileTests
{
    [Fact]
    public void Names_with_blanks_and_continued_lines_are_read() =>
        Assert.Equal(
            ["/tmp/my set/a.c", "/tmp/my set/b.h", "/x/#c$.h"],
            DependencyFile.Parse("out/set.bc: /tmp/my\\ set/a.c \\\n  /tmp/my\\ set/b.h \\\n /x/\\#c$$.h\n"));
}
