using System.Text.Json.Serialization;

namespace StencilJit.Tool.Budgets;

/// <summary>The JSON of this folder's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CheckView))]
internal sealed partial class BudgetJson : JsonSerializerContext;
