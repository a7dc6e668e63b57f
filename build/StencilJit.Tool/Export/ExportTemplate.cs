using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;
using StencilJit.Tool.Cli;

namespace StencilJit.Tool.Export;

/// <summary>A Scriban template that tables are written through.</summary>
internal sealed class ExportTemplate
{
    private const string ResourcePrefix = "StencilJit.Tool.Export.Templates.";
    private const string ResourceExtension = ".scriban";

    private readonly Template template;

    private ExportTemplate(string text, string path)
    {
        template = Template.Parse(text, path, lexerOptions: new LexerOptions { KeepTrivia = false });
        if (template.HasErrors)
            throw new ToolException(string.Join('\n', template.Messages.Where(message => message.Type == ParserMessageType.Error)));
    }

    /// <summary>The names of the templates that come with the tool.</summary>
    public static IReadOnlyList<string> Included { get; } =
    [
        .. typeof(ExportTemplate).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name => name[ResourcePrefix.Length..^ResourceExtension.Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads a template.</summary>
    /// <param name="name">A file, or one of <see cref="Included"/>.</param>
    /// <exception cref="ToolException">There is no such template, or it is not well-formed.</exception>
    public static ExportTemplate Load(string name)
    {
        if (Included.Contains(name))
        {
            using var stream = typeof(ExportTemplate).Assembly.GetManifestResourceStream(ResourcePrefix + name + ResourceExtension)!;
            return new ExportTemplate(new StreamReader(stream).ReadToEnd(), name);
        }

        if (!File.Exists(name))
            throw new ToolException($"--template {name}: there is no such file; the tool itself has: {string.Join(", ", Included)}.");
        return new ExportTemplate(File.ReadAllText(name), name);
    }

    /// <summary>Writes a set.</summary>
    /// <exception cref="ToolException">The template fails; the message says at which line.</exception>
    public string Render(ExportedSet set, CancellationToken cancellation)
    {
        var globals = new ScriptObject { ["set"] = set };
        var context = new TemplateContext { LoopLimit = 0, LimitToString = 0, StrictVariables = true, EnableRelaxedMemberAccess = false, CancellationToken = cancellation, NewLine = "\n" };
        context.PushGlobal(globals);
        try
        {
            return template.Render(context).ReplaceLineEndings("\n");
        }
        catch (ScriptAbortException)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (ScriptRuntimeException e)
        {
            throw new ToolException(e.Message);
        }
    }
}
