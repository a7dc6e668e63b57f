using StencilJit.Compiler.Clang;
using StencilJit.Compiler.Targets;

namespace StencilJit.Compiler.Tests;

/// <summary>What an author writes wrong is an error with a code, at his line.</summary>
public class RefusalTests
{
    // Line 4 is the first one of the body.
    [Theory]
    [InlineData("SJ1001", 4, "STENCIL(BINARY) int64_t add(int64_t a, int64_t b) { return a + c; }")]
    [InlineData("SJ1102", 4, "STENCIL(\"rx>r\") int64_t add(int64_t a, int64_t b) { return a + b; }")]
    [InlineData("SJ1102", 4, "STENCIL(\"r>r\") int64_t add(int64_t a, int64_t b) { return a + b; }")]
    [InlineData("SJ1102", 4, "STENCIL(\"\") void nothing(void) { }")]
    [InlineData("SJ1103", 4, "STENCIL(\"ri>r\") double add(double a, double b) { return a + b; }")]
    [InlineData("SJ1103", 4, "STENCIL(\"rn>r\") double scale(double a, double b) { return a * b; }")]
    [InlineData("SJ1103", 4, "STENCIL(\"r>\") int64_t drop(int64_t a) { return a; }")]
    [InlineData("SJ1103", 4, "STENCIL(\"r>?\") double test(double a) { return a; }")]
    [InlineData("SJ1103", 4, "STENCIL(\"r>t\") int64_t convert(double a) { return (int64_t)a; }")]
    [InlineData("SJ1104", 4, "STENCIL(UNARY) int64_t wide(__int128 a) { return (int64_t)a; }")]
    [InlineData("SJ1104", 4, "STENCIL(UNARY) int16_t narrow(int64_t a) { return (int16_t)a; }")]
    [InlineData("SJ1106", 4, "STENCIL(\">\") void call_out(void) { CALL(function); }")]
    [InlineData("SJ1107", 4, "void stenciljit_leave(void); STENCIL(\">\") void odd(void) { stenciljit_leave(); }")]
    [InlineData("SJ1108", 5, "PINNED(heap, char *)\nSTENCIL(\">r\") int64_t peek(void) { return *heap(); }")]
    [InlineData("SJ1109", 4, "ENTRY void enter(const void *code, void *a, void *b) { ENTER(code, a, b); }")]
    [InlineData("SJ1110", 5, "STENCIL(UNARY) int64_t get_a(int64_t a) { return a; }\nSTENCIL(UNARY) int64_t geta(int64_t a) { return a; }")]
    [InlineData("SJ1110", 4, "STENCIL(\">\") void harness_exit(void) { }")]
    [InlineData("SJ1111", 4, "STENCIL(\"rrrr>r\") int64_t sum(int64_t a, int64_t b, int64_t c, int64_t d) { return a + b + c + d; }")]
    [InlineData("SJ1301", 4, "STENCIL(\">r\") int64_t twice(void) { return HOLE_I32(x) + (int64_t)HOLE_OFFSET(x); }")]
    [InlineData("SJ1303", 4, "extern int64_t counter; STENCIL(\">r\") int64_t count(void) { return counter; }")]
    [InlineData("SJ1304", 4, "static const int64_t squares[] = { 0, 1, 4, 9, 16, 25 }; STENCIL(UNARY) int64_t square(int64_t a) { return squares[a]; }")]
    [InlineData("SJ1305", 4, "STENCIL(UNARY) int64_t unused(int64_t a) { return a + 0 * HOLE_I64(x); }")]
    [InlineData("SJ1402", 4, "STENCIL(UNARY) int64_t frame_needed(int64_t a) { volatile int64_t local[9] = { a }; return local[a & 7]; }")]
    [InlineData("SJ1403", 4, "STENCIL(UNARY) int64_t call_helper(int64_t a) { return ((int64_t (*)(int64_t))frame()[0])(a); }")]
    [InlineData("SJ1405", 4, "STENCIL_SPILLED(\"r>s\") int64_t sum(int64_t count) { int64_t sum = 0; for (int64_t i = 0; i < count; i++) sum += frame()[i]; return sum; }")]
    [InlineData("SJ1405", 4, "STENCIL(\">\") void touch(void) { __asm__ volatile(\"xorl %%r9d, %%r9d\" : : : \"memory\"); }")]
    public Task A_mistake_is_an_error_at_its_line(string code, int line, string body) => AssertRefused("linux-x64", code, line, body);

    [Theory]
    [InlineData("SJ1001", "STENCIL(UNARY) int64_t odd(int64_t a) { __asm__(\"\" : \"=?\"(a)); return a; }")] // a constraint that there is not
    [InlineData("SJ1001", "STENCIL(UNARY) int64_t lost(int64_t a) { if (a > 1) CONTINUE a; }")] // a path without CONTINUE
    [InlineData("SJ1001", "STENCIL(UNARY) int64_t lost(int64_t a) { frame()[0] = a; }")]
    [InlineData("SJ1104", "STENCIL(UNARY) int64_t wide(__int128 a) { return (int64_t)a; }")]
    [InlineData("SJ1104", "struct large { int64_t x, y, z; }; STENCIL(UNARY) int64_t first(struct large a) { return a.x; }")]
    [InlineData("SJ1104", "STENCIL(UNARY) int64_t first(int64_t) { return 1; }")]
    [InlineData("SJ1301", "STENCIL(\">r\") int64_t twice(void) { return HOLE_I32(x) + HOLE_I64(x); }")]
    [InlineData("SJ1304", "static const int64_t squares[] = { 0, 1, 4, 9, 16, 25 }; STENCIL(UNARY) int64_t square(int64_t a) { return squares[a]; }")]
    [InlineData("SJ1403", "STENCIL(UNARY) int64_t call_helper(int64_t a) { return ((int64_t (*)(int64_t))frame()[0])(a); }")]
    public async Task A_mistake_is_the_same_error_on_every_target(string code, string body)
    {
        foreach (var target in TargetDescription.All)
            await AssertRefused(target.Rid, code, 4, body);
    }

    // Which relocation, which call or which instruction keeps it out is the system's.
    [Theory]
    [InlineData("STENCIL(UNARY) int64_t sized(int64_t a) { volatile int64_t local[a]; local[a - 1] = a; return local[0]; }")]
    [InlineData("static __thread int64_t count; STENCIL(\">r\") int64_t next(void) { return ++count; }")]
    [InlineData("extern __thread int64_t count; STENCIL(\">r\") int64_t next(void) { return ++count; }")]
    [InlineData("extern int64_t count; STENCIL(\">r\") int64_t next(void) { return ++count; }")]
    [InlineData("static int64_t count; STENCIL(\">r\") int64_t next(void) { return ++count; }")]
    [InlineData("STENCIL(UNARY) int64_t leap(int64_t a) { static void *const to[] = { &&one, &&two }; goto *to[a & 1]; one: CONTINUE a; two: CONTINUE a + 1; }")]
    public async Task What_needs_a_systems_stack_or_linker_is_an_error_at_its_line_on_every_target(string body)
    {
        foreach (var target in TargetDescription.All)
            await AssertRefused(target.Rid, null, 4, body);
    }

    [Fact]
    public async Task A_switch_becomes_comparisons_and_no_table()
    {
        using var folder = new SetFolder().WithSet(
            "STENCIL(UNARY) int64_t pick(int64_t a) { switch (a) { case 0: return 7; case 1: return 3; case 2: return 9; case 3: return 1; case 4: return 8; case 5: return 2; default: return 0; } }");

        foreach (var target in TargetDescription.All)
            Assert.Empty((await folder.CompileAsync(target.Rid)).Set!.Data);
    }

    private static async Task AssertRefused(string target, string? code, int line, string body)
    {
        using var folder = new SetFolder().WithSet(body);

        var result = await folder.CompileAsync(target);

        Assert.Null(result.Set);
        var error = Assert.Single(result.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal((target, code ?? error.Code, Path.Combine(folder.Path, "set.c"), line), (target, error.Code, error.File, error.Line));
        Assert.Matches("^SJ1[0-9]{3}$", error.Code);
    }

    [Fact]
    public async Task Every_mistake_of_a_set_is_told_at_once()
    {
        using var folder = new SetFolder().WithSet(
            "STENCIL(\"x>r\") int64_t one(int64_t a) { return a; }\nSTENCIL(\"r>x\") int64_t two(int64_t a) { return a; }");

        var result = await folder.CompileAsync();

        Assert.Equal([4, 5], result.Diagnostics.Select(diagnostic => diagnostic.Line).Order());
    }

    [Fact]
    public async Task A_clang_that_crashes_is_an_error_with_what_it_printed()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The clang that crashes is a shell script.");
            return;
        }

        var real = ClangLocator.Find();
        Assert.SkipWhen(real is null, "No clang and libLLVM from 19 on: run build/install-tools.sh.");
        using var folder = new SetFolder().WithSet("STENCIL(UNARY) int64_t same(int64_t a) { return a; }");
        var script = Path.Combine(folder.Path, "clang");
        File.WriteAllText(script, $"#!/bin/sh\ncase $1 in --version) exec '{real!.Path}' --version;; esac\necho 'Stack dump: 0.' >&2\nkill -SEGV $$\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var result = await StencilCompiler.CompileAsync(folder.Request() with { ClangPath = script }, TestContext.Current.CancellationToken);

        Assert.Null(result.Set);
        var error = Assert.Single(result.Diagnostics);
        Assert.Equal("SJ1002", error.Code);
        Assert.Contains("ended with code 139: Stack dump: 0.", error.Message);
    }

    [Fact]
    public async Task A_set_without_declaration_names_what_to_write()
    {
        using var folder = new SetFolder().With("set.c", "#include \"stenciljit.h\"\nSTENCIL(UNARY) int64_t same(int64_t a) { return a; }\n");

        var error = Assert.Single((await folder.CompileAsync()).Diagnostics);

        Assert.Equal("SJ1101", error.Code);
        Assert.Contains("STENCIL_SET", error.Message);
    }

    [Fact]
    public async Task A_set_without_micro_ops_says_so()
    {
        using var folder = new SetFolder().WithSet("");

        Assert.Equal("SJ1100", Assert.Single((await folder.CompileAsync()).Diagnostics).Code);
    }

    [Fact]
    public async Task A_clang_that_does_not_exist_is_named()
    {
        using var folder = new SetFolder().WithSet("STENCIL(UNARY) int64_t same(int64_t a) { return a; }");
        Assert.SkipWhen(Llvm.LlvmLibrary.Version is null, "No libLLVM from 19 on.");

        var result = await StencilCompiler.CompileAsync(folder.Request() with { ClangPath = "/nonexistent/clang" }, TestContext.Current.CancellationToken);

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal("SJ1200", error.Code);
        Assert.Contains("/nonexistent/clang", error.Message);
    }

    [Fact]
    public async Task An_unknown_target_is_refused_with_the_known_ones()
    {
        using var folder = new SetFolder().WithSet("");

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => StencilCompiler.CompileAsync(folder.Request("linux-riscv64"), TestContext.Current.CancellationToken));

        Assert.Contains("linux-arm64, linux-x64, osx-arm64, osx-x64, win-arm64, win-x64", exception.Message);
    }
}
