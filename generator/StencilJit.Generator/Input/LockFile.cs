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
    private readonly string rootPrefix;

    private LockFile(string path, string text, string className, string accessibility, string rootPrefix, StencilSet? set, Problem? problem)
    {
        this.rootPrefix = rootPrefix;
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

    /// <summary>The target whose lock holds what this one leaves out; null where it holds everything, or is resolved.</summary>
    public string? Base => Set is null && Problem is null ? StencilLockReader.BaseOf(Text) : null;

    public static LockFile Read(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellation)
    {
        var text = file.GetText(cancellation)?.ToString() ?? "";
        var metadata = options.GetOptions(file);
        metadata.TryGetValue("build_metadata.AdditionalFiles.StencilClass", out var className);
        metadata.TryGetValue("build_metadata.AdditionalFiles.StencilAccessibility", out var accessibility);
        options.GlobalOptions.TryGetValue("build_property.RootNamespace", out var rootNamespace);
        accessibility = string.IsNullOrEmpty(accessibility) ? "internal" : accessibility!;
        var prefix = string.IsNullOrEmpty(rootNamespace) ? "" : rootNamespace + ".";
        var unread = new LockFile(file.Path, text, className ?? "", accessibility, prefix, null, null);
        return unread.Base is null ? unread.Parse(_ => null) : unread;
    }

    /// <summary>This lock with what it leaves out, where that is among the others of its folder.</summary>
    public LockFile Resolve(IEnumerable<LockFile> all)
    {
        if (Base is null)
            return this;
        var folder = Path.Substring(0, Path.Length - System.IO.Path.GetFileName(Path).Length);
        return Parse(target => all.FirstOrDefault(file => file.Path == folder + target + System.IO.Path.GetExtension(Path))?.Text);
    }

    private LockFile Parse(Func<string, string?> readBase)
    {
        try
        {
            var set = StencilLockReader.Read(Text, readBase);
            var className = ClassName.Length == 0 ? rootPrefix + Names.Pascal(set.Name) + "Stencils" : ClassName;
            return new LockFile(Path, Text, className, Accessibility, rootPrefix, set, null);
        }
        catch (LockFormatException e)
        {
            return new LockFile(Path, Text, ClassName, Accessibility, rootPrefix, null, new Problem(Problems.Damaged, Path, e.Line, e.Message));
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
        => other is not null && Path == other.Path && ClassName == other.ClassName && rootPrefix == other.rootPrefix && Accessibility == other.Accessibility
            && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as LockFile);

    public override int GetHashCode() => Text.Length * 31 + Path.GetHashCode();
}
