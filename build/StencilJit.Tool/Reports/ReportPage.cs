using Scriban;
using Scriban.Runtime;

namespace StencilJit.Tool.Reports;

/// <summary>Makes the HTML of a report.</summary>
internal static class ReportPage
{
    /// <summary>A whole page that needs no other file.</summary>
    /// <param name="view">What it shows.</param>
    /// <param name="isLive">Whether it follows a server, as <c>explore</c> serves it.</param>
    public static string Render(ReportView view, bool isLive)
    {
        var script = PageAssets.Script(isLive);
        var model = Model(view);
        model.Add("title", $"Stencils of {string.Join(", ", view.Sets.Select(set => set.Name))}");
        model.Add("live", isLive);
        model.Add("comparing", isLive || view.Sets.Any(set => set.Diff is not null));
        model.Add("style", PageAssets.Style);
        model.Add("style_hash", PageAssets.Hash(PageAssets.Style));
        model.Add("script", script);
        model.Add("script_hash", PageAssets.Hash(script));
        model.Add("data", ReportJson.Write(view));
        return Render("page.html", model);
    }

    /// <summary>What stands in the page's overview.</summary>
    public static string RenderOverview(ReportView view) => Render("overview.html", Model(view));

    /// <summary>What stands on the page of changes.</summary>
    public static string RenderChanges(ReportView view) => Render("changes.html", Model(view));

    private static ScriptObject Model(ReportView view)
    {
        var model = new ScriptObject();
        model.Import(typeof(PageFunctions));
        model.Add("sets", view.Sets);
        return model;
    }

    private static string Render(string template, ScriptObject model)
    {
        // Sets have more stencils than Scriban expects loops to have turns.
        var context = new TemplateContext { TemplateLoader = PageAssets.Instance, LoopLimit = 0, LimitToString = 0, StrictVariables = true };
        context.PushGlobal(model);
        return Template.Parse(PageAssets.Instance.Load(context, default, template), template).Render(context);
    }
}
