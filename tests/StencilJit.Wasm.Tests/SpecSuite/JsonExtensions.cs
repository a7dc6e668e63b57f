using System.Text.Json;

namespace StencilJit.Wasm.Tests.SpecSuite;

internal static class JsonExtensions
{
    /// <summary>A property's text, or null where there is no such property.</summary>
    public static string? String(this JsonElement json, string property) =>
        json.TryGetProperty(property, out var value) ? value.GetString() : null;
}
