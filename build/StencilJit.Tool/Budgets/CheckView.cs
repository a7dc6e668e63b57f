namespace StencilJit.Tool.Budgets;

/// <summary>What <c>check</c> shows.</summary>
/// <param name="Sets">The sets that have budgets.</param>
internal sealed record CheckView(IReadOnlyList<CheckedSet> Sets)
{
    /// <summary>Whether every budget is kept.</summary>
    public bool IsKept => Sets.All(set => set.Exceeded == 0);
}

/// <summary>A set in <see cref="CheckView"/>.</summary>
/// <param name="Set">Its name.</param>
/// <param name="Folder">Where it is.</param>
/// <param name="File">Its budget.</param>
/// <param name="Checked">How many limits were checked.</param>
/// <param name="Exceeded">How many of them are exceeded.</param>
/// <param name="Rules">The budget's rules.</param>
/// <param name="Limits">The limits that are exceeded, or all where that was asked for; by line.</param>
internal sealed record CheckedSet(string Set, string Folder, string File, int Checked, int Exceeded, IReadOnlyList<CheckedRule> Rules, IReadOnlyList<CheckedLimit> Limits);

/// <summary>A rule in <see cref="CheckedSet"/>.</summary>
/// <param name="Line">Its line in the budget.</param>
/// <param name="Rule">What it says.</param>
/// <param name="Checked">How many limits it gives that no later line replaces.</param>
/// <param name="Exceeded">How many of them are exceeded.</param>
/// <param name="Closest">The one that is exceeded most, or nearest to it; null where nothing was checked.</param>
internal sealed record CheckedRule(int Line, string Rule, int Checked, int Exceeded, CheckedLimit? Closest);

/// <summary>One limit, compared.</summary>
/// <param name="Line">The rule's line in the budget.</param>
/// <param name="Rule">What the rule says.</param>
/// <param name="Kind">What is limited.</param>
/// <param name="Operation">The micro-op; null where it is about the set.</param>
/// <param name="Placement">Its placement; null where it is about the set.</param>
/// <param name="Target">The target.</param>
/// <param name="Source">The micro-op's place in the C sources; null where it is about the set.</param>
/// <param name="Actual">What there is: bytes, by how many bytes it grew, or how many calls; 1 for a frame.</param>
/// <param name="Limit">What there may be.</param>
internal sealed record CheckedLimit(
    int Line, string Rule, BudgetKind Kind, string? Operation, string? Placement, string Target, string? Source, long Actual, long Limit)
{
    /// <summary>Whether there is more than there may be.</summary>
    public bool IsExceeded => Actual > Limit;

    /// <summary>What the limit is about, such as <c>divide rr>r on linux-x64</c>.</summary>
    public string Where => Operation is null ? $"the set on {Target}" : $"{Operation} {(Placement!.Length == 0 ? "" : Placement + " ")}on {Target}";
}
