using StencilJit.Compiler.Incremental;
using StencilJit.Model;

namespace StencilJit.Compiler.Tests.Incremental;

/// <summary>What is compiled piece by piece is what a compilation of the whole gives, byte for byte.</summary>
public class IncrementalCompilerTests
{
    [Theory]
    [InlineData("an op", "set.c", "CONTINUE a / b", "CONTINUE a % b", "divide")]
    [InlineData("a helper that an op inlines", "shared.h", "a * 3", "a * 5", "add")]
    [InlineData("a definition that two ops use", "shared.h", "BIAS 7", "BIAS 9", "biased mixed")]
    [InlineData("a structure that ops use", "shared.h", "int64_t count", "int64_t before, count", "count leave save")]
    [InlineData("a type that C gives no name, before others", "set.c", "    uint64_t sum = 0;", "    struct { uint64_t part; } sums = { a }, *p = &sums; a = p->part; uint64_t sum = 0;", "bits")]
    [InlineData("the name of an operand, which names a hole", "set.c", "add(int64_t a, int64_t b) { return a + thrice(b)", "add(int64_t a, int64_t c) { return a + thrice(c)", "add")]
    [InlineData("the name of a trap", "set.c", "TRAP(by_zero)", "TRAP(a_division)", "divide")]
    [InlineData("the name of a trap that no code goes to", "set.c", "TRAP(wrong)", "TRAP(unlikely)", "checked")]
    [InlineData("a constant", "set.c", "2.5", "3.5", "scale")]
    [InlineData("a constant that another op has too", "set.c", "STENCIL(UNARY) int64_t biased", "STENCIL(UNARY) double a_first(double a) { return a * 2.5; }\nSTENCIL(UNARY) int64_t biased", "a_first")]
    [InlineData("a new op with a constant before all others", "set.c", "STENCIL(UNARY) int64_t biased", "STENCIL(UNARY) double a_first(double a) { return a * 0.7; }\nSTENCIL(UNARY) int64_t biased", "a_first")]
    [InlineData("placements", "set.c", "\"rr>r ri>r\"", "\"rr>r rs>r\"", "divide")]
    [InlineData("the kind", "set.c", "STENCIL(\">\") void save", "STENCIL_SPILLED(\">\") void save", "save")]
    [InlineData("a hint to the optimizer", "set.c", "    while (a != 0)", "#pragma clang loop unroll_count(2)\n    while (a != 0)", "bits")]
    [InlineData("an entry", "set.c", "ENTER(code, state);", "state->count++; ENTER(code, state);", "run")]
    [InlineData("a comment that is documentation", "set.c", "Adds thrice.", "Adds three times.", "")]
    [InlineData("a line before all others", "set.c", "#include \"shared.h\"", "\n#include \"shared.h\"", "")]
    [InlineData("a definition that no op uses", "shared.h", "#define BIAS", "#define OTHER 1\n#define BIAS", "")]
    [InlineData("the name of the set", "set.c", "\"demo\"", "\"other\"", "")]
    public async Task Only_what_an_edit_reaches_is_compiled_again(string edit, string file, string find, string replacement, string expected)
    {
        _ = edit;
        SetFolder.SkipWithoutClang();
        using var folder = IncrementalSet.Create();
        foreach (var target in new[] { "linux-x64", "linux-arm64" })
        {
            folder.With("set.c", IncrementalSet.Source).With("shared.h", IncrementalSet.Header);
            var compiler = new IncrementalCompiler(folder.Request(target));
            Assert.Equal(IncrementalSet.All, (await compiler.CompileAsync(cancellation: TestContext.Current.CancellationToken)).Compiled);

            folder.Edit(find, replacement, file);

            var result = await compiler.AssertGivesTheWholeAsync(folder, target, expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            Assert.Equal(result.Compiled, result.Changed);
            Assert.Empty(result.Removed);
        }
    }

    [Fact]
    public async Task An_op_that_is_gone_leaves_no_trap_and_no_data()
    {
        SetFolder.SkipWithoutClang();
        using var folder = IncrementalSet.Create();
        var compiler = new IncrementalCompiler(folder.Request());
        await compiler.AssertGivesTheWholeAsync(folder, "linux-x64", IncrementalSet.All);

        folder.Edit("STENCIL(\"rr>r ri>r\") int64_t divide", "__attribute__((unused)) static int64_t divide").Edit("STENCIL(\"r>r\") double negate", "__attribute__((unused)) static double negate");
        var result = await compiler.AssertGivesTheWholeAsync(folder, "linux-x64", []);

        Assert.Equal(["divide", "negate"], result.Removed);
        Assert.Empty(result.Changed);
        Assert.Empty((await compiler.CompileAsync(cancellation: TestContext.Current.CancellationToken)).Removed);
    }

    [Fact]
    public async Task What_the_whole_set_says_reaches_every_op()
    {
        SetFolder.SkipWithoutClang();
        using var folder = IncrementalSet.Create();
        var compiler = new IncrementalCompiler(folder.Request());
        await compiler.AssertGivesTheWholeAsync(folder, "linux-x64", IncrementalSet.All);

        folder.Edit("\"frame\", 4, 4", "\"frame\", 2, 4");

        var result = await compiler.AssertGivesTheWholeAsync(folder, "linux-x64", IncrementalSet.All);
        Assert.Equal(IncrementalSet.All.Where(name => !name.StartsWith("harness", StringComparison.Ordinal)), result.Changed);
    }

    [Fact]
    public async Task Every_op_compiled_alone_gives_the_whole_together()
    {
        SetFolder.SkipWithoutClang();
        using var folder = IncrementalSet.Create();
        var compiler = new IncrementalCompiler(folder.Request());
        foreach (var name in IncrementalSet.All.Reverse())
        {
            var alone = await compiler.CompileAsync([name], TestContext.Current.CancellationToken);
            Assert.Empty(alone.Diagnostics);
            Assert.Equal([name], alone.Set!.Stencils.Select(stencil => stencil.Name).Distinct());
            Assert.Equal([name], alone.Compiled);
        }

        await compiler.AssertGivesTheWholeAsync(folder, "linux-x64", []);
    }

    [Fact]
    public async Task Names_that_the_sources_do_not_have_are_ignored()
    {
        SetFolder.SkipWithoutClang();
        using var folder = IncrementalSet.Create();

        var result = await new IncrementalCompiler(folder.Request()).CompileAsync(["add", "subtract"], TestContext.Current.CancellationToken);

        Assert.Equal(["add"], result.Compiled);
        Assert.Equal(["add"], result.Set!.Stencils.Select(stencil => stencil.Name).Distinct());
    }

    [Theory]
    [InlineData("SJ1001", "return -a;", "return -b;")]
    [InlineData("SJ1305", "return -a;", "return a + 0 * HOLE_I64(x);")]
    public async Task A_mistake_costs_nothing_but_the_op_it_is_in(string code, string find, string replacement)
    {
        SetFolder.SkipWithoutClang();
        using var folder = IncrementalSet.Create();
        var compiler = new IncrementalCompiler(folder.Request());
        await compiler.AssertGivesTheWholeAsync(folder, "linux-x64", IncrementalSet.All);

        folder.Edit(find, replacement);
        var result = await compiler.CompileAsync(cancellation: TestContext.Current.CancellationToken);

        Assert.Null(result.Set);
        Assert.Equal(code, Assert.Single(result.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Code);
        Assert.Equal((await folder.CompileAsync()).Diagnostics, result.Diagnostics);
        folder.Edit(replacement, "return 1 - a;");
        await compiler.AssertGivesTheWholeAsync(folder, "linux-x64", ["negate"]);
    }

    [Fact]
    public async Task A_cancelled_run_leaves_what_was_compiled_before()
    {
        SetFolder.SkipWithoutClang();
        using var folder = IncrementalSet.Create();
        var compiler = new IncrementalCompiler(folder.Request());
        await compiler.AssertGivesTheWholeAsync(folder, "linux-x64", IncrementalSet.All);
        folder.Edit("2.5", "3.5");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => compiler.CompileAsync(cancellation: new CancellationToken(canceled: true)));

        await compiler.AssertGivesTheWholeAsync(folder, "linux-x64", ["scale"]);
    }

    [Theory]
    [InlineData("static int mode = 5;", "return a + mode;", "return a + mode++;")]
    [InlineData("static int64_t sum(int64_t n, int64_t step) { return n <= 0 ? 0 : step + sum(n - 1, step); }", "return a + sum(a, 3);", "return a + sum(a, 4);")]
    public async Task What_the_optimizer_judges_by_all_its_users_is_compiled_with_all_of_them(string shared, string body, string edited)
    {
        SetFolder.SkipWithoutClang();
        using var folder = new SetFolder().WithSet(
            $"{shared}\nSTENCIL(UNARY) int64_t two(int64_t a) {{ {body} }}\nSTENCIL(UNARY) int64_t one(int64_t a) {{ {body.Replace("a +", "a -")} }}\nSTENCIL(UNARY) int64_t other(int64_t a) {{ return a; }}");
        var compiler = new IncrementalCompiler(folder.Request());
        await compiler.CompileAsync(cancellation: TestContext.Current.CancellationToken);

        folder.Edit(body, edited);
        var result = await compiler.CompileAsync(cancellation: TestContext.Current.CancellationToken);

        var whole = await folder.CompileAsync();
        Assert.Equal(whole.Diagnostics, result.Diagnostics);
        Assert.Equal(whole.Set is { } set ? StencilLockWriter.Write(set) : null, result.Set is { } own ? StencilLockWriter.Write(own) : null);
        if (whole.Set is not null)
            Assert.Equal(["one", "two"], result.Compiled);
    }
}
