using System.Text.Json.Serialization;

namespace StencilJit.Tool.Budgets;

/// <summary>What a rule of a budget limits.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BudgetKind>))]
internal enum BudgetKind
{
    /// <summary>The bytes of a stencil.</summary>
    StencilBytes,

    /// <summary>Uses of the machine's stack.</summary>
    NoFrame,

    /// <summary>Calls.</summary>
    NoCalls,

    /// <summary>The bytes of all stencils on one target.</summary>
    SetBytes,

    /// <summary>How many stencils a set has on one target.</summary>
    SetStencils,

    /// <summary>By how many bytes a stencil may grow.</summary>
    StencilGrowth,

    /// <summary>By how many bytes a set may grow on one target.</summary>
    SetGrowth,
}
