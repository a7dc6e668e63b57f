using System.Text.RegularExpressions;
using StencilJit.Model;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Budgets;

/// <summary>One limit of a line of a budget; a line with several limits gives several rules.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Text">The rule as its author wrote it, without the line's other limits.</param>
/// <param name="Kind">What is limited.</param>
internal sealed record BudgetRule(int Line, string Text, BudgetKind Kind)
{
    /// <summary>Which micro-ops: a name or a pattern with * and ?.</summary>
    public string Operation { get; init; } = "*";

    /// <summary>Which placements, * for any text in it; empty for all.</summary>
    public string Placement { get; init; } = "";

    /// <summary>Which targets; empty for all.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Whether micro-ops that call out are left out.</summary>
    public bool ExceptSpilled { get; init; }

    /// <summary>The limit; 0 where there shall be none.</summary>
    public BudgetSize Limit { get; init; }

    /// <summary>The revision that growth counts from; empty for other rules.</summary>
    public string Against { get; init; } = "";

    /// <summary>Whether the rule is for a target.</summary>
    public bool Concerns(string target) => Targets.Count == 0 || Targets.Contains(target);

    /// <summary>Whether a stencil is called as the rule says.</summary>
    public bool Names(Stencil stencil) =>
        (NamePattern.IsPattern(Operation) ? NamePattern.Matches(stencil.Name, Operation) : stencil.Name == Operation)
        && (Placement.Length == 0 || Regex.IsMatch(stencil.Placement, $"^{Regex.Escape(Placement).Replace(@"\*", ".*")}$"));

    /// <summary>Whether the rule is for a stencil.</summary>
    public bool Concerns(Stencil stencil) =>
        Names(stencil)
        && !(ExceptSpilled && stencil.Kind == StencilKind.Spilled)
        // A plain C function saves what its caller needs; that is its business.
        && !(Kind is BudgetKind.NoFrame or BudgetKind.NoCalls && stencil.Kind == StencilKind.Entry);
}
