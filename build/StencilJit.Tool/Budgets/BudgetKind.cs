using System.Text.Json.Serialization;

namespace StencilJit.Tool.Budgets;

/// <summary>What a rule of a budget limits.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BudgetKind>))]
internal enum BudgetKind
{
    /// <summary>The bytes of a stencil's largest variant.</summary>
    StencilBytes,

    /// <summary>Uses of the machine's stack.</summary>
    NoFrame,

    /// <summary>Calls.</summary>
    NoCalls,

    /// <summary>The bytes of all variants of all stencils on one target.</summary>
    SetBytes,

    /// <summary>By how many bytes a stencil's largest variant may grow.</summary>
    StencilGrowth,

    /// <summary>By how many bytes a set may grow on one target.</summary>
    SetGrowth,
}
