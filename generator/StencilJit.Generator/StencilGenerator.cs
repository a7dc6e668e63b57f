using Microsoft.CodeAnalysis;
using StencilJit.Generator.Input;
using StencilJit.Generator.Output;

namespace StencilJit.Generator;

/// <summary>
/// Turns the locks among a project's additional files into one class a stencil set: its patch tables, ids, traps and
/// typed emit methods.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class StencilGenerator : IIncrementalGenerator
{
    /// <summary>The tracking name of the step that reads one lock.</summary>
    internal const string LocksStep = "Locks";

    /// <summary>The tracking name of the step that puts the locks of one set together.</summary>
    internal const string SetsStep = "Sets";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var locks = context.AdditionalTextsProvider
            .Where(file => file.Path.EndsWith(".stencils", StringComparison.OrdinalIgnoreCase))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select((pair, cancellation) => LockFile.Read(pair.Left, pair.Right, cancellation))
            .WithTrackingName(LocksStep);
        var sets = locks.Collect()
            .SelectMany((files, _) => SetGroup.Group(files))
            .WithTrackingName(SetsStep);
        context.RegisterSourceOutput(sets, Generate);
    }

    private static void Generate(SourceProductionContext context, SetGroup group)
    {
        var problems = SetCheck.Check(group);
        foreach (var problem in problems)
            context.ReportDiagnostic(problem.ToDiagnostic());
        if (problems.Count != 0)
            return;
        foreach (var (name, text) in GeneratedClass.Write(group, context.CancellationToken))
            context.AddSource(name, text);
    }
}
