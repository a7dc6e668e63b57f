using System.Text.Json.Serialization;

namespace StencilJit.Tool.Locks;

/// <summary>The JSON of this folder's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CompileView))]
[JsonSerializable(typeof(VerifyView))]
internal sealed partial class LockJson : JsonSerializerContext;
