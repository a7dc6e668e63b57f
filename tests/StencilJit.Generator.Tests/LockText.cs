using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace StencilJit.Generator.Tests;

/// <summary>A lock as the compiler hands it to a generator.</summary>
internal sealed class LockText(string path, string text) : AdditionalText
{
    private readonly SourceText source = SourceText.From(text);

    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => source;
}
