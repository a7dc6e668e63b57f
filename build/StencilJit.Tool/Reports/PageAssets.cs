using System.Security.Cryptography;
using System.Text;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace StencilJit.Tool.Reports;

/// <summary>The templates, style and script that are part of this assembly.</summary>
internal sealed class PageAssets : ITemplateLoader
{
    // In this order they are one script: what others use stands before them.
    private static readonly string[] Scripts =
        ["dom.js", "data.js", "code.js", "theme.js", "treemap.js", "overview.js", "operation.js", "changes.js", "search.js", "routes.js"];

    // What is printed is said last, as it takes back what the others say.
    private static readonly string[] Styles = ["base.css", "code.css", "pages.css", "print.css"];

    public static PageAssets Instance { get; } = new();

    /// <summary>The page's style.</summary>
    public static string Style { get; } = string.Concat(Styles.Select(Read));

    /// <summary>The page's script, in a scope of its own.</summary>
    /// <param name="isLive">Whether the page follows a server.</param>
    public static string Script(bool isLive) =>
        $"(() => {{\n'use strict';\n{string.Concat((isLive ? [.. Scripts, "live.js"] : Scripts).Select(Read))}start();\n}})();\n";

    /// <summary>What a page's policy says to allow a style or script element and no other (Content Security Policy 3, 2.3.1).</summary>
    public static string Hash(string content) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    public string GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) => templateName;

    public string Load(TemplateContext context, SourceSpan callerSpan, string templatePath) => Read(templatePath);

    public ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) => new((string?)Read(templatePath));

    private static string Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
