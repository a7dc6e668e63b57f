using System.Text.Json.Serialization;

namespace StencilJit.Tool.Traces;

/// <summary>The JSON of this folder's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(TraceView))]
[JsonSerializable(typeof(ListingView))]
internal sealed partial class TraceJson : JsonSerializerContext;
