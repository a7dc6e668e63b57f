using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using StencilJit.Model;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Reports;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Tests.Reports;

public sealed partial class ReportTests : IDisposable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stenciljit-report-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_report_holds_the_stencils_of_a_set_as_data()
    {
        var html = await Report("--set", "calc", "--target", "linux-x64");

        using var data = PageText.Data(html);
        Goldens.Check("report.data.json", JsonSerializer.Serialize(data, Indented).ReplaceLineEndings("\n") + "\n");
    }

    [Fact]
    public async Task Its_overview_is_there_before_any_script_runs()
    {
        var html = await Report("--set", "calc");

        Goldens.Check("report.main.html", PageText.Content(html));
    }

    [Fact]
    public void Changes_are_listed_with_their_totals_and_signs()
    {
        Goldens.Check("report.changes.html", PageText.Content(ReportPage.Render(SampleReport.View(SampleReport.Diff), isLive: false)).Split("<section id=\"changes\"")[1]);
    }

    [Fact]
    public void A_page_is_well_formed_and_loads_nothing()
    {
        var html = ReportPage.Render(SampleReport.View(SampleReport.Diff), isLive: false);

        var page = PageText.Parse(html);
        var references = page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "href" or "src" or "srcset" or "action" or "data").Select(attribute => attribute.Value).ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.True(reference.StartsWith('#') || reference == "data:,", reference));
        Assert.DoesNotMatch(LoadPattern(), PageAssets.Style);
        Assert.DoesNotMatch(LoadPattern(), PageAssets.Script(isLive: false));
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.Equal(page.Descendants().Attributes("id").Select(id => id.Value).Distinct().Count(), page.Descendants().Attributes("id").Count());
    }

    [Fact]
    public async Task A_comment_in_C_cannot_become_part_of_the_page()
    {
        const string Comment = "Adds </script><script>alert(1)</script> <!-- & \"quotes\"";
        using var copy = new SetCopy();
        foreach (var target in new[] { "linux-x64", "linux-arm64" })
            LockEdit.Change(copy.Lock(target), set => set with { Stencils = [.. set.Stencils.Select(stencil => stencil.Name == "add" ? stencil with { Documentation = Comment } : stencil)] });

        copy.Edit("calc.c", "/* Adds", "/* " + Comment);

        var file = Path.Combine(folder.FullName, "calc.html");
        (await ToolProcess.RunIn(copy.Root, "report", "-o", file)).Ended(0);
        var html = File.ReadAllText(file);

        PageText.Parse(html);
        using var data = PageText.Data(html);
        var add = data.RootElement.GetProperty("sets")[0].GetProperty("operations").EnumerateArray().Single(operation => operation.GetProperty("name").GetString() == "add");
        Assert.Equal(Comment, add.GetProperty("documentation").GetString());
        Assert.Equal(2, html.Split("<script").Length - 1);
        Assert.DoesNotContain("<!--", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_sets_fit_into_one_file_that_can_be_sent_to_somebody()
    {
        var html = await Report();

        using var data = PageText.Data(html);
        Assert.Equal(["calc", "fault", "wasm"], data.RootElement.GetProperty("sets").EnumerateArray().Select(set => set.GetProperty("id").GetString()));
        Assert.InRange(html.Length, 500_000, 3_000_000);
    }

    [Fact]
    public async Task As_JSON_a_report_is_the_data_that_its_page_holds()
    {
        var html = await Report("--set", "calc");

        var json = (await ToolProcess.Run("report", "--set", "calc", "--json")).Ended(0);
        using var data = PageText.Data(html);
        using var alone = JsonDocument.Parse(json.Output);
        Assert.True(JsonElement.DeepEquals(data.RootElement, alone.RootElement));
    }

    [Fact]
    public async Task Against_a_base_a_report_holds_what_changed()
    {
        using var copy = new SetCopy();
        var set = LockFile.Read(copy.Lock("linux-x64"));
        var other = set.Stencils.Single(stencil => stencil is { Name: "subtract", Placement: "rr>t" });
        var before = Path.Combine(copy.Root, "before.stencils");
        File.WriteAllText(before, StencilLockWriter.Write(set with { Stencils = [.. set.Stencils.Select(stencil => stencil is { Name: "add", Placement: "rr>t" } ? stencil with { Registers = other.Registers, Code = other.Code, Patches = other.Patches } : stencil)] }));

        var html = await Report("--set", "calc", "--base", before);

        using var data = PageText.Data(html);
        var diff = data.RootElement.GetProperty("sets")[0].GetProperty("diff");
        Assert.Equal(["linux-x64"], diff.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("target").GetString()));
        var change = Assert.Single(diff.GetProperty("changes").EnumerateArray());
        Assert.Equal(["add", "rr>t", "linux-x64", "Different"], new[] { "operation", "placement", "target", "kind" }.Select(name => change.GetProperty(name).GetString()));
        Assert.Equal(["sub r8, r9", "add r8, r9"], new[] { "before", "after" }.Select(name => change.GetProperty("lines")[0].GetProperty(name).GetString()));
        // The lines are all that the page shows of a change.
        Assert.False(change.TryGetProperty("before", out _));
        Assert.Contains("<a href=\"#/changes/calc/add/rr%3Et/linux-x64\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_that_is_of_no_set_of_the_report_is_an_error()
    {
        var result = (await ToolProcess.Run("report", "--set", "calc", "--base", "stencils/wasm/locks", "-o", Path.Combine(folder.FullName, "r.html"))).Ended(2);

        Assert.Contains("--base stencils/wasm/locks: it holds the set wasm, and the report is of calc.", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.FullName));
    }

    [Fact]
    public async Task What_cannot_be_written_is_an_error_and_leaves_nothing_behind()
    {
        var file = Path.Combine(folder.FullName, "file");
        File.WriteAllText(file, "");
        var missing = (await ToolProcess.Run("report", "--set", "calc", "-o", Path.Combine(file, "r.html"))).Ended(2);
        var directory = (await ToolProcess.Run("report", "--set", "calc", "-o", folder.FullName)).Ended(2);

        Assert.Contains("r.html cannot be written: ", missing.Error, StringComparison.Ordinal);
        Assert.Contains("is a folder: name a file in it.", directory.Error, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFileSystemEntries(folder.FullName));
    }

    [Fact]
    public void A_file_is_replaced_as_a_whole_or_stays_as_it_was()
    {
        var file = Path.Combine(folder.FullName, "r.html");
        File.WriteAllText(file, "before");

        Assert.Throws<OperationCanceledException>(() => OutputFile.Write(file, "after", new CancellationToken(canceled: true)));
        Assert.Equal("before", File.ReadAllText(file));
        OutputFile.Write(file, "after", TestContext.Current.CancellationToken);
        Assert.Equal("after", File.ReadAllText(file));
        Assert.Single(Directory.GetFiles(folder.FullName));
    }

    private async Task<string> Report(params string[] arguments)
    {
        var file = Path.Combine(folder.FullName, "report.html");
        var result = (await ToolProcess.Run(["report", .. arguments, "--output", file])).Ended(0);
        Assert.Empty(result.Output);
        Assert.EndsWith(file + "\n", result.Error, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(folder.FullName));
        return File.ReadAllText(file);
    }

    // What would fetch something; the namespace of SVG is a name and no address.
    [GeneratedRegex(@"https?://(?!www\.w3\.org/2000/svg)|url\(|@import|import\(|fetch\(|XMLHttpRequest|WebSocket")]
    private static partial Regex LoadPattern();
}
