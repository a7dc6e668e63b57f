using System.Text.Json;

namespace StencilJit.Wasm.Tests.SpecSuite;

/// <summary>Something that a script does with an instance.</summary>
/// <param name="IsGet">Whether it reads an exported global, rather than calling an exported function.</param>
/// <param name="Module">The instance's name, or null for the current one.</param>
/// <param name="Field">The export's name.</param>
/// <param name="Arguments">The arguments of a call.</param>
public sealed record SpecAction(bool IsGet, string? Module, string Field, IReadOnlyList<SpecValue> Arguments)
{
    public static SpecAction Parse(JsonElement json) =>
        new(
            json.String("type") == "get",
            json.String("module"),
            json.GetProperty("field").GetString()!,
            SpecValue.ParseAll(json, "args"));
}
