using System.CommandLine;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Export;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Commands;

/// <summary><c>export</c>: tables for runtimes that are not .NET.</summary>
internal sealed class ExportCommand : Command
{
    private const string TargetMark = "{target}";

    private readonly Option<string> template = new("--template")
    {
        Description = $"A Scriban template, or one of the tool's own: {string.Join(", ", ExportTemplate.Included)}.",
        HelpName = "FILE",
        DefaultValueFactory = _ => ExportTemplate.Included[0],
    };

    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = $"The file to write, {TargetMark} standing for the target; standard output by default.",
        HelpName = "FILE",
    };

    public ExportCommand()
        : base("export", "Writes the tables of a set through a template, such as a C header for a runtime in C.")
    {
        Add(template);
        Add(output);
        Add(CommonOptions.Set);
        Add(CommonOptions.Target);
        ExampleHelp.Add(this, "stenciljit export --template c --set calc --target linux-x64 > calc.h", "stenciljit export --template vm.scriban --set calc --output vm.{target}.rs");
        this.SetToolAction(Run);
    }

    private Task<int> Run(ParseResult result, ToolConsole console, CancellationToken cancellation)
    {
        var folders = CommonOptions.Sets(result);
        if (folders.Count > 1)
            throw new ToolException($"There are the sets {string.Join(", ", folders.Select(folder => folder.Name))}: name one with --set.");
        var loaded = ExportTemplate.Load(result.GetRequiredValue(template));
        var sets = LockFile.ReadAll(folders[0], CommonOptions.Targets(result));
        var path = result.GetValue(output);
        if (sets.Count > 1 && path?.Contains(TargetMark, StringComparison.Ordinal) != true)
            throw new ToolException($"{folders[0].Name} has the targets {string.Join(", ", sets.Select(set => set.Target))}: name one with --target, or all files with --output and {TargetMark} in the name.");

        // All are rendered before one is written: a mistake in the template leaves the files as they were.
        var texts = sets.Select(set => (set.Target, Text: loaded.Render(ExportedSetBuilder.Build(set), cancellation))).ToList();
        foreach (var (target, text) in texts)
        {
            if (path is null)
            {
                console.Writer.Write(text);
                continue;
            }

            var file = path.Replace(TargetMark, target, StringComparison.Ordinal);
            OutputFile.Write(file, text);
            console.Note($"{folders[0].Name} for {target} -> {file}");
        }

        return Task.FromResult(ExitCode.Success);
    }
}
