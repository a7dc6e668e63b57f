namespace StencilJit.Peers.Tests.Calls;

/// <summary>A call to make.</summary>
internal sealed record FunctionCall(ExportedFunction Function, Value[] Values)
{
    public IEnumerable<string> Arguments => Values.Select(ValueText.Format);

    public override string ToString() => $"{Function.Name}({string.Join(", ", Values)})";
}
