using System.Text.Json.Serialization;

namespace StencilJit.Tool.Operations;

/// <summary>The JSON of this folder's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ListView))]
[JsonSerializable(typeof(ShowView))]
internal sealed partial class OperationJson : JsonSerializerContext;
