using System.Diagnostics;
using Microsoft.Playwright;
using StencilJit.Tool.Tests.Browsers;

namespace StencilJit.Tool.Tests.Explore;

/// <summary>Edits sources while a browser shows them.</summary>
public sealed class ExploreBrowserTests
{
    private const int Rounds = 7;

    [Fact]
    public async Task A_saved_edit_appears_with_its_diff_an_error_at_its_line_and_the_next_good_code_again()
    {
        SetCopy.NeedsClang();
        using var copy = new SetCopy();
        using var explore = ToolProcess.Start(copy.Root, "explore", "--no-open");
        // Closed before the server is: its pages would complain.
        await using var browser = new Browser();
        var address = await explore.ReadLine();
        var page = await browser.Open(address + "#/op/calc/add/rr%3Et/linux-x64");
        await Shows(page, ".assembly", "add");

        copy.Edit("calc.c", "return a + b;", "return a ^ b;");

        await Shows(page, ".assembly", "xor");
        await Shows(page, ".source", "a ^ b");
        await Shows(page, ".changed", "against the locks: ");
        await Shows(page, ".beside", "+xor");
        if (await page.Locator("text=/estimated cycles/").CountAsync() == 0)
            TestContext.Current.SendDiagnosticMessage("llvm-mca is missing: no estimates.");
        await Browser.Screenshot(page, "explore-change-1280-light");
        await page.ClickAsync("[role=tab]:text-is('linux-arm64')");
        await Shows(page, ".assembly", "eor");

        copy.Edit("calc.c", "return a ^ b;", "return a ^ b + c;");

        await Shows(page, ".source .message", "use of undeclared identifier 'c'");
        Assert.Equal(await page.GetAttributeAsync(".source .wrong", "data-line"), (await page.InnerTextAsync("#messages a")).Split(':')[1]);
        Assert.Contains("a ^ b + c", await page.InnerTextAsync(".source .wrong"), StringComparison.Ordinal);
        await Shows(page, "#status", "error");
        await Shows(page, ".assembly", "eor");
        await Browser.Screenshot(page, "explore-error-1280-light");
        await page.SetViewportSizeAsync(375, 800);
        Assert.Equal(375, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Browser.Screenshot(page, "explore-error-375-dark");

        copy.Edit("calc.c", "return a ^ b + c;", "return a + b;");

        await Shows(page, ".assembly", "add");
        Assert.False(await page.IsVisibleAsync("#messages"));
        Assert.Equal(0, await page.Locator(".changed").CountAsync());
        Assert.Equal("linux-arm64", await page.InnerTextAsync("[aria-label=Target] [aria-selected=true]"));
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_micro_op_that_is_added_removed_or_moved_is_followed_by_every_page()
    {
        SetCopy.NeedsClang();
        using var copy = new SetCopy();
        using var explore = ToolProcess.Start(copy.Root, "explore", "--no-open");
        // Closed before the server is: its pages would complain.
        await using var browser = new Browser();
        var address = await explore.ReadLine();
        var overview = await browser.Open(address!);
        var changes = await browser.Open(address + "#/changes");
        await Shows(changes, "#changes", "Nothing changed");

        File.WriteAllText(copy.File("more.c"), "#include \"stenciljit.h\"\n\n/* The larger one. */\nSTENCIL(BINARY) int64_t maximum(int64_t a, int64_t b)\n{\n    return a > b ? a : b;\n}\n");

        await Shows(overview, ".index", "maximum");
        await Shows(changes, "#changes .list", "maximum");
        await overview.FillAsync("#search", "larger");
        await overview.PressAsync("#search", "Enter");
        await Shows(overview, ".trail", "more.c:4");
        File.Delete(copy.File("more.c"));
        await Shows(overview, ".notice", "nothing of that name");
        await Shows(changes, "#changes", "Nothing changed");
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task The_time_from_saving_to_seeing_is_measured_on_the_WebAssembly_set()
    {
        SetCopy.NeedsClang();
        using var copy = new SetCopy("wasm");
        using var explore = ToolProcess.Start(copy.Root, "explore", "--no-open");
        await using var browser = new Browser();
        var page = await browser.Open(await explore.ReadLine() + "#/op/wasm/i32_add/ri%3Er/linux-x64");
        // The first compilation goes through all of the set.
        await page.WaitForFunctionAsync("() => !document.body.dataset.version.endsWith('-0')", null, new() { Timeout = 60_000 });

        var times = new List<double>();
        var text = "return a + b;";
        for (var round = 0; round < Rounds; round++)
        {
            // Every round has machine code of its own, so that what is seen is surely new.
            var next = $"return (a ^ {round + 17}u) + b;";
            var source = File.ReadAllText(copy.File("i32.c"));
            var place = source.IndexOf(text, source.IndexOf("i32_add(", StringComparison.Ordinal), StringComparison.Ordinal);
            var seen = page.WaitForFunctionAsync($"() => /xor \\w+, {round + 17}$/m.test([...document.querySelectorAll('.assembly .text')].map(each => each.textContent).join('\\n'))", null, new() { Timeout = 60_000 });
            var watch = Stopwatch.StartNew();
            File.WriteAllText(copy.File("i32.c"), source[..place] + next + source[(place + text.Length)..]);
            await seen;
            times.Add(watch.Elapsed.TotalMilliseconds);
            text = next;
        }

        times.Sort();
        TestContext.Current.TestOutputHelper!.WriteLine($"From saving i32.c of 610 stencils to the new code in the page: median {times[Rounds / 2]:0} ms of {string.Join(", ", times.Select(time => $"{time:0}"))}");
        Assert.Equal(Rounds, times.Count);
        await Browser.Screenshot(page, "explore-wasm-1280-light");
        Assert.Empty(browser.Errors);
    }

    private static Task Shows(IPage page, string selector, string text) =>
        page.WaitForFunctionAsync(
            "([selector, text]) => [...document.querySelectorAll(selector)].some(each => each.textContent.includes(text))",
            new object[] { selector, text }, new() { Timeout = 60_000 });
}
