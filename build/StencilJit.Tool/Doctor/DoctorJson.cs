using System.Text.Json.Serialization;

namespace StencilJit.Tool.Doctor;

/// <summary>The JSON of this folder's answer.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DoctorView))]
internal sealed partial class DoctorJson : JsonSerializerContext;
