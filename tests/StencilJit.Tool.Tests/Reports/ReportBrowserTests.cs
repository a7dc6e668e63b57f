using Microsoft.Playwright;
using StencilJit.Tool.Tests.Browsers;

namespace StencilJit.Tool.Tests.Reports;

/// <summary>Reads reports in a browser, with the mouse and without.</summary>
public sealed class ReportBrowserTests(Browser browser, ReportFiles files) : IClassFixture<Browser>, IClassFixture<ReportFiles>
{
    [Fact]
    public async Task A_stencil_is_found_by_its_name_and_opened()
    {
        var page = await browser.Open(files.Wasm);

        await page.FillAsync("#search", "i32_div_s");
        await page.ClickAsync("#results [role=option] >> nth=0");

        await Shows(page, "h1", "i32_div_s");
        Assert.Equal("i32_div_s rr>r – Stencils of wasm", await page.TitleAsync());
        Assert.Contains("TRAP(integer_divide_by_zero);", await page.InnerTextAsync(".source"), StringComparison.Ordinal);
        Assert.Contains("idiv r9d", await page.InnerTextAsync(".assembly"), StringComparison.Ordinal);
        Assert.Empty(browser.Errors);
    }

    [Theory]
    [InlineData("quotient unsigned i64", "i64_div_u")]
    [InlineData("i32_add rs>t", "i32_add")]
    public async Task The_search_knows_texts_and_placements(string query, string found)
    {
        var page = await browser.Open(files.Wasm);

        await page.FillAsync("#search", query);

        await Shows(page, "#results [role=option] .found >> nth=0", found);
        await page.PressAsync("#search", "Enter");
        await Shows(page, "h1", found);
        if (query.Contains('>', StringComparison.Ordinal))
            await Shows(page, "[aria-label=Placement] [aria-selected=true]", "rs>t");
    }

    [Fact]
    public async Task Target_and_placement_are_switched()
    {
        var page = await browser.Open(files.Wasm + "#/op/wasm/i32_add/rr%3Er/linux-x64");
        await Shows(page, ".assembly .mnemonic", "lea", "add");

        await page.ClickAsync("[role=tab]:text-is('linux-arm64')");
        await Shows(page, ".stencil h2", "linux-arm64rr>r · 4\u00a0bytes · 1\u00a0instruction · leaf");
        await page.ClickAsync("[role=tab]:text-is('rs>t')");
        await Shows(page, ".assembly .mnemonic >> nth=0", "ldr");
        await page.ClickAsync("[role=tab]:text-is('all')");

        Assert.Equal(2, await page.Locator(".stencil").CountAsync());
        Assert.EndsWith("#/op/wasm/i32_add/rs%3Et/all", page.Url, StringComparison.Ordinal);
        await page.GoBackAsync();
        await Shows(page, "[aria-label=Target] [aria-selected=true]", "linux-arm64");
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_diff_is_read_from_the_list_to_the_lines()
    {
        var page = await browser.Open(files.Changes);

        await page.ClickAsync("nav >> text=Changes");
        await Shows(page, ".list tbody tr:first-child .less", "−12");
        await Browser.Screenshot(page, "report-changes-1280-light");
        await page.ClickAsync(".list a >> nth=0");

        await Shows(page, "h1", "add rr>r");
        // Signs tell what colours tell.
        Assert.Equal(["−mov rcx, r14", "−add r13, rcx", " jmp next"], await Cells(page, 0));
        Assert.Equal(["", "+add r13, r14", " jmp next"], await Cells(page, 1));
        await Shows(page, ".notes", "rcx is no longer written");
        Assert.Contains("24 → 12 bytes (−12)", await page.InnerTextAsync(".lead"), StringComparison.Ordinal);
        Assert.Contains("estimated cycles 2.0 → 1.0", await page.InnerTextAsync(".lead"), StringComparison.Ordinal);
        await Browser.Screenshot(page, "report-change-1280-light");
        await page.ClickAsync(".neighbours a[rel=next]");
        await Shows(page, "h1", "divide rr>r");
        await page.ClickAsync("text=The stencil as it is");
        await Shows(page, ".changed", "Larger against HEAD: 236 → 245 bytes (+9). The change");
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Everything_works_with_the_keyboard_alone()
    {
        var page = await browser.Open(files.Wasm);

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("i64_clz");
        Assert.Equal("true", await page.GetAttributeAsync("#search", "aria-expanded"));
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("false", await page.GetAttributeAsync("#search", "aria-expanded"));
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("main", await Focus(page, "id"));

        // From the picture of sizes to a stencil: Tab goes to it, arrows within it.
        await page.FocusAsync(".map .tabs button >> nth=-1");
        await page.Keyboard.PressAsync("Tab");
        var first = await Focus(page, "aria-label");
        await page.Keyboard.PressAsync("ArrowRight");
        var second = await Focus(page, "aria-label");
        Assert.NotEqual(first, second);
        await Shows(page, "#tip", second!);
        await page.Keyboard.PressAsync("ArrowLeft");
        Assert.Equal(first, await Focus(page, "aria-label"));
        await page.Keyboard.PressAsync("Enter");
        await Shows(page, "h1", first!.Split(' ')[0]);

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("i32_");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        var chosen = await page.InnerTextAsync("#results [aria-selected=true] .found");
        await page.Keyboard.PressAsync("Enter");
        await Shows(page, "h1", chosen);
        Assert.Equal("H1", await page.EvaluateAsync<string>("document.activeElement.tagName"));

        // The first stop of Tab leads past the bar, and stays on the page.
        await page.FocusAsync(".skip");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await Focus(page, "id"));
        Assert.Equal(chosen, await page.InnerTextAsync("h1"));

        await page.FocusAsync("[aria-label=Target] [aria-selected=true]");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Shows(page, "[aria-label=Target] [aria-selected=true]", "linux-arm64");
        Assert.Equal("linux-arm64", await Focus(page, "data-name"));
        Assert.Equal("2px", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineWidth"));
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_hole_is_lit_wherever_it_stands()
    {
        var page = await browser.Open(files.Wasm + "#/op/wasm/i32_add/rs%3Et/linux-x64");

        await page.HoverAsync(".assembly .text .hole");

        Assert.Equal(["··", "··", "··", "··", "{b}", "b"], await page.Locator(".lit").EvaluateAllAsync<string[]>("all => all.map(each => each.cells?.[1].textContent ?? each.textContent)"));
    }

    [Fact]
    public async Task Colours_follow_the_system_until_the_reader_chooses()
    {
        var light = await browser.Open(files.Wasm);
        var dark = await browser.Open(files.Wasm, scheme: ColorScheme.Dark);
        Assert.True(await Brightness(light) > 200);
        Assert.True(await Brightness(dark) < 60);
        await Browser.Screenshot(light, "report-overview-1280-light");
        await Browser.Screenshot(dark, "report-overview-1280-dark");

        await dark.ClickAsync("#theme");

        Assert.Equal("Light", await dark.InnerTextAsync("#theme"));
        Assert.True(await Brightness(dark) > 200);
        await dark.ReloadAsync();
        Assert.True(await Brightness(dark) > 200);
        await dark.ClickAsync("#theme");
        await dark.ClickAsync("#theme");
        Assert.Equal("Auto", await dark.InnerTextAsync("#theme"));
    }

    [Theory]
    [InlineData("overview", "#/", ColorScheme.Dark)]
    [InlineData("stencil", "#/op/wasm/i32_div_s/ri%3Er/all", ColorScheme.Light)]
    [InlineData("widest", "#/op/wasm/call_indirect/%3E/linux-x64", ColorScheme.Light)]
    [InlineData("missing", "#/op/wasm/nothing_of_this_name_that_is_rather_long_for_a_telephone/rr%3Er", ColorScheme.Light)]
    public async Task On_a_telephone_nothing_scrolls_sideways_but_code_within_itself(string name, string address, ColorScheme scheme)
    {
        var page = await browser.Open(files.Wasm + address, 375, scheme);

        Assert.Equal(375, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.FillAsync("#search", "i");
        Assert.Equal(375, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.PressAsync("#search", "Escape");
        await page.Locator("#main").FocusAsync();
        await Browser.Screenshot(page, $"report-{name}-375-{scheme.ToString().ToLowerInvariant()}");
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task On_a_telephone_changes_stand_one_below_the_other()
    {
        var page = await browser.Open(files.Changes + "#/changes/calc/add/rr%3Er/linux-x64", 375);

        Assert.Equal(375, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        var boxes = await page.Locator(".beside .gone, .beside .new").EvaluateAllAsync<double[]>("all => all.map(each => each.getBoundingClientRect().left)");
        Assert.Equal(3, boxes.Length);
        Assert.Single(boxes.Distinct());
        await Browser.Screenshot(page, "report-change-375-light");
        await page.GotoAsync(files.Changes + "#/changes");
        await Shows(page, "#changes h2", "calc");
        Assert.Equal(375, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await Browser.Screenshot(page, "report-changes-375-light");
    }

    [Fact]
    public async Task Printed_a_page_is_its_content_on_white()
    {
        var page = await browser.Open(files.Wasm + "#/op/wasm/i32_div_s/rr%3Er/linux-x64", scheme: ColorScheme.Dark);
        await Browser.Screenshot(page, "report-stencil-1280-dark");

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.False(await page.IsVisibleAsync(".bar"));
        Assert.False(await page.IsVisibleAsync("[role=tablist] >> nth=0"));
        Assert.False(await page.IsVisibleAsync(".neighbours"));
        Assert.True(await page.IsVisibleAsync(".assembly"));
        Assert.True(await Brightness(page) > 200);
        Assert.Equal("visible", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.stencil .scroll')).overflowX"));
    }

    private static Task Shows(IPage page, string selector, params string[] texts) =>
        page.WaitForFunctionAsync(
            "([selector, texts]) => { const [path, index] = selector.split(' >> nth='); const all = document.querySelectorAll(path); return texts.includes(all[Number(index ?? 0)]?.textContent); }",
            new object[] { selector, texts }, new() { Timeout = 10_000 });

    private static async Task<string[]> Cells(IPage page, int column) =>
        await page.Locator(".beside tbody tr").EvaluateAllAsync<string[]>($"rows => rows.map(row => row.cells[{column}].textContent)");

    private static Task<string?> Focus(IPage page, string attribute) => page.EvaluateAsync<string?>($"document.activeElement.getAttribute('{attribute}')");

    private static Task<int> Brightness(IPage page) =>
        page.EvaluateAsync<int>("Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])");
}
