using StencilJit.Compiler;
using StencilJit.Model;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Diffs;
using StencilJit.Tool.Operands;
using StencilJit.Tool.Revisions;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Budgets;

/// <summary>Collects what <c>check</c> shows.</summary>
/// <param name="targets">The targets; empty for all.</param>
/// <param name="baseRevision">The revision that growth counts from; null for the one that the budget names.</param>
/// <param name="all">Whether to show the limits that are kept as well.</param>
/// <param name="console">Where notes go.</param>
internal sealed class CheckBuilder(IReadOnlyList<string> targets, string? baseRevision, bool all, ToolConsole console)
{
    private const string FileName = "stencils.budget";

    /// <summary>Compares the locks of sets, as they are, with their budgets.</summary>
    /// <param name="folders">The sets; those without a budget are passed over, and told.</param>
    /// <param name="cancellation">Stops git.</param>
    /// <exception cref="ToolException">None has a budget, one cannot be read, or the revision does not exist.</exception>
    public async Task<CheckView> BuildAsync(IReadOnlyList<StencilFolder> folders, CancellationToken cancellation)
    {
        var sets = new List<CheckedSet>();
        foreach (var folder in folders)
        {
            if (File.Exists(BudgetPath(folder)))
                sets.Add(await CheckAsync(folder, cancellation));
            else
                console.Note($"{folder.Name} has no {FileName}, and is not checked.");
        }

        return sets.Count > 0
            ? new CheckView(sets)
            : throw new ToolException($"There is no {FileName} in {string.Join(", ", folders.Select(folder => folder.Path))}. A first one could be the line: stencil * max-bytes 96");
    }

    private static string BudgetPath(StencilFolder folder) => Path.Combine(folder.Path, FileName);

    private async Task<CheckedSet> CheckAsync(StencilFolder folder, CancellationToken cancellation)
    {
        var file = PathText.Shown(BudgetPath(folder));
        var rules = new BudgetReader(file).Read(await File.ReadAllTextAsync(BudgetPath(folder), cancellation));
        rules = [.. rules.Select(rule => rule.Against.Length > 0 && baseRevision is not null ? rule with { Against = baseRevision } : rule)];
        var locks = LockFile.ReadAll(folder, targets);
        foreach (var set in locks)
            if (StencilInputs.FindChange(folder.Request(set.Target), set) is { } change)
                console.Note($"{folder.Name} for {set.Target}: the lock is checked as it is, though {change} since it was made.");
        ThrowIfIdle(rules, locks, file);
        var check = new BudgetCheck(rules, await BasesAsync(folder, rules, cancellation));
        var results = await Task.WhenAll(locks.Select(set => Task.Run(() => check.Check(set, SharedCode.Own(set, SharedCode.BaseOf(set, locks))), cancellation)));
        var limits = results.SelectMany(limit => limit).OrderBy(limit => limit.Line).ThenBy(limit => limit.Rule, StringComparer.Ordinal).ToList();
        return new CheckedSet(
            locks[0].Name, PathText.Shown(folder.Path), file, limits.Count, limits.Count(limit => limit.IsExceeded),
            [.. rules.Select(rule => Summary(rule, [.. limits.Where(limit => limit.Line == rule.Line && limit.Kind == rule.Kind)]))],
            [.. limits.Where(limit => all || limit.IsExceeded)]);
    }

    private static CheckedRule Summary(BudgetRule rule, IReadOnlyList<CheckedLimit> limits) =>
        new(rule.Line, rule.Text, limits.Count, limits.Count(limit => limit.IsExceeded),
            limits.OrderByDescending(limit => limit.Actual - limit.Limit).ThenByDescending(limit => limit.Actual).FirstOrDefault());

    // A rule for a micro-op that was renamed would hold for ever.
    private static void ThrowIfIdle(IReadOnlyList<BudgetRule> rules, IReadOnlyList<StencilSet> locks, string file)
    {
        var stencils = locks.SelectMany(set => set.Stencils).ToList();
        foreach (var rule in rules.Where(rule => !stencils.Any(rule.Names)))
            throw new ToolException($"{file}({rule.Line}): no stencil is called '{$"{rule.Operation} {rule.Placement}".Trim()}'. {NearestNames.Advice(rule.Operation, stencils.Select(stencil => stencil.Name), "'stenciljit list' shows all.")}");
    }

    private async Task<IReadOnlyDictionary<(string, string), StencilSet>> BasesAsync(StencilFolder folder, IReadOnlyList<BudgetRule> rules, CancellationToken cancellation)
    {
        var bases = new Dictionary<(string, string), StencilSet>();
        var revisions = rules.Select(rule => rule.Against).Where(revision => revision.Length > 0).Distinct().ToList();
        if (revisions.Count == 0)
            return bases;
        // Sources without their history can be checked all the same, but for growth.
        if (baseRevision is null && await GitFolder.TryFindAsync(folder.Path, cancellation) is null)
        {
            console.Note($"{folder.Path} is in no git repository: growth against {string.Join(", ", revisions)} is not checked.");
            return bases;
        }

        foreach (var revision in revisions)
        {
            var snapshot = await new RevisionOperand(revision).ReadAsync(folder, new OperandContext(targets, null, console), cancellation);
            if (snapshot.Locks.Count == 0)
                console.Note($"{folder.Name} had no locks at {revision}: its growth is not checked.");
            foreach (var set in snapshot.Locks)
                bases[(revision, set.Target)] = set;
        }

        return bases;
    }
}
