using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace StencilJit.Generator.Tests;

/// <summary>The same item metadata for all locks, and the project's root namespace.</summary>
internal sealed class LockOptions(string rootNamespace, params (string Name, string Value)[] metadata) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions => new Options([("build_property.RootNamespace", rootNamespace)]);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options([]);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile)
        => new Options([.. metadata.Select(item => ("build_metadata.AdditionalFiles." + item.Name, item.Value))]);

    private sealed class Options(IEnumerable<(string Name, string Value)> values) : AnalyzerConfigOptions
    {
        private readonly Dictionary<string, string> values = values.ToDictionary(item => item.Name, item => item.Value, KeyComparer);

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
