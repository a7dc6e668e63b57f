using StencilJit.Model;
using StencilJit.Tool.Analysis;
using StencilJit.Tool.Diffs;

namespace StencilJit.Tool.Budgets;

/// <summary>Compares a set with its budget, one target after the other.</summary>
/// <param name="rules">The budget.</param>
/// <param name="bases">The sets that growth counts from, by revision and target; growth against others is not checked.</param>
internal sealed class BudgetCheck(IReadOnlyList<BudgetRule> rules, IReadOnlyDictionary<(string Revision, string Target), StencilSet> bases)
{
    /// <summary>Every limit that holds for a set on its target.</summary>
    /// <param name="set">The set.</param>
    /// <param name="own">Those of its stencils that are not checked on another target already; null for all.</param>
    /// <exception cref="Compiler.CompilationException">A rule is about frames or calls, and there is no libLLVM to decode stencils.</exception>
    public IReadOnlyList<CheckedLimit> Check(StencilSet set, IReadOnlyList<Stencil>? own = null)
    {
        using var decoded = new DecodedSet(set);
        return [.. OfStencils(decoded, own ?? set.Stencils), .. OfSet(set), .. Growth(set, own ?? set.Stencils)];
    }

    private IEnumerable<CheckedLimit> OfStencils(DecodedSet decoded, IReadOnlyList<Stencil> stencils)
    {
        foreach (var stencil in stencils)
            foreach (var rule in Applying(decoded.Set.Target, rule => rule.Kind is BudgetKind.StencilBytes or BudgetKind.NoFrame or BudgetKind.NoCalls && rule.Concerns(stencil)))
                yield return Limit(rule, decoded.Set, stencil, Actual(rule, decoded, stencil), rule.Limit.Of(0));
    }

    private IEnumerable<CheckedLimit> OfSet(StencilSet set) =>
        Applying(set.Target, rule => rule.Kind is BudgetKind.SetBytes or BudgetKind.SetStencils)
            .Select(rule => Limit(rule, set, null, rule.Kind == BudgetKind.SetBytes ? Bytes(set) : set.Stencils.Count, rule.Limit.Of(0)));

    private IEnumerable<CheckedLimit> Growth(StencilSet set, IReadOnlyList<Stencil> stencils)
    {
        foreach (var rule in Applying(set.Target, rule => rule.Kind is BudgetKind.SetGrowth or BudgetKind.StencilGrowth))
        {
            if (!bases.TryGetValue((rule.Against, set.Target), out var before))
                continue;
            if (rule.Kind == BudgetKind.SetGrowth)
            {
                yield return Limit(rule, set, null, Bytes(set) - Bytes(before), rule.Limit.Of(Bytes(before)));
                continue;
            }

            var known = before.Stencils.ToDictionary(stencil => (stencil.Name, stencil.Placement));
            foreach (var stencil in stencils)
                if (known.TryGetValue((stencil.Name, stencil.Placement), out var old))
                    yield return Limit(rule, set, stencil, StencilComparer.Bytes(stencil) - StencilComparer.Bytes(old), rule.Limit.Of(StencilComparer.Bytes(old)));
        }
    }

    // Of several rules for the same thing the last one counts: exceptions follow what is general.
    private IEnumerable<BudgetRule> Applying(string target, Func<BudgetRule, bool> isAsked) =>
        rules.Where(rule => rule.Concerns(target) && isAsked(rule)).GroupBy(rule => rule.Kind).Select(group => group.Last());

    private static long Actual(BudgetRule rule, DecodedSet decoded, Stencil stencil) => rule.Kind switch
    {
        BudgetKind.StencilBytes => StencilComparer.Bytes(stencil),
        BudgetKind.NoFrame => decoded.Decode(stencil).Facts.UsesStack ? 1 : 0,
        _ => decoded.Decode(stencil).Facts.Calls,
    };

    private static CheckedLimit Limit(BudgetRule rule, StencilSet set, Stencil? stencil, long actual, long limit) =>
        new(rule.Line, rule.Text, rule.Kind, stencil?.Name, stencil?.Placement, set.Target, stencil?.Source, actual, limit);

    private static long Bytes(StencilSet set) => set.Stencils.Sum(StencilComparer.Bytes);
}
