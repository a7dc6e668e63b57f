using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StencilJit.Generator.Output;
using StencilJit.Model;

namespace StencilJit.Generator.Input;

/// <summary>
/// One lock as the pipeline carries it. Equal when its text and where it goes are, so that an unchanged lock costs
/// nothing at the next keystroke.
/// </summary>
internal sealed class LockFile : IEquatable<LockFile>
{
    private LockFile(string path, string text, string className, string accessibility, StencilSet? set, Problem? problem)
    {
        Path = path;
        Text = text;
        ClassName = className;
        Accessibility = accessibility;
        Set = set;
        Problem = problem;
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>The full name of the class that the set becomes.</summary>
    public string ClassName { get; }

    /// <summary>The accessibility of that class, as C# spells it.</summary>
    public string Accessibility { get; }

    /// <summary>What the lock holds; null where it cannot be read.</summary>
    public StencilSet? Set { get; }

    /// <summary>Why it cannot be read.</summary>
    public Problem? Problem { get; }

    public static LockFile Read(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellation)
    {
        var text = file.GetText(cancellation)?.ToString() ?? "";
        var metadata = options.GetOptions(file);
        metadata.TryGetValue("build_metadata.AdditionalFiles.StencilClass", out var className);
        metadata.TryGetValue("build_metadata.AdditionalFiles.StencilAccessibility", out var accessibility);
        options.GlobalOptions.TryGetValue("build_property.RootNamespace", out var rootNamespace);
        accessibility = string.IsNullOrEmpty(accessibility) ? "internal" : accessibility!;
        try
        {
            var set = StencilLockReader.Read(text);
            if (string.IsNullOrEmpty(className))
                className = (string.IsNullOrEmpty(rootNamespace) ? "" : rootNamespace + ".") + Names.Pascal(set.Name) + "Stencils";
            return new LockFile(file.Path, text, className!, accessibility, set, null);
        }
        catch (LockFormatException e)
        {
            var problem = new Problem(Problems.Damaged, file.Path, e.Line, e.Message);
            return new LockFile(file.Path, text, className ?? "", accessibility, null, problem);
        }
    }

    /// <summary>The line of a stencil, counted from 1; 1 where it has none.</summary>
    public int LineOf(Stencil stencil)
    {
        var placement = stencil.Placement.Length == 0 ? "-" : stencil.Placement;
        var at = Text.IndexOf($"\nstencil {stencil.Name} {placement} ", StringComparison.Ordinal);
        return at < 0 ? 1 : Text.Take(at + 1).Count(c => c == '\n') + 1;
    }

    public bool Equals(LockFile? other)
        => other is not null && Path == other.Path && ClassName == other.ClassName && Accessibility == other.Accessibility
            && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as LockFile);

    public override int GetHashCode() => Text.Length * 31 + Path.GetHashCode();
}
