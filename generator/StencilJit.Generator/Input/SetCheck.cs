using StencilJit.Generator.Layout;
using StencilJit.Model;

namespace StencilJit.Generator.Input;

/// <summary>
/// Whether the locks of one class can become C#. Ids, emit methods and traps are written once for all targets, so all
/// targets must have the same of them.
/// </summary>
internal static class SetCheck
{
    private const string Advice = "rebuild the locks of all targets together with -p:StencilLock=Update";

    /// <summary>Gives the problems; none where the class can be written.</summary>
    public static IReadOnlyList<Problem> Check(SetGroup group)
    {
        var problems = group.Files.Where(file => file.Problem is not null).Select(file => file.Problem!).ToList();
        if (problems.Count != 0)
            return problems;
        var first = group.Files[0];
        for (var i = 1; i < group.Files.Length && problems.Count == 0; i++)
        {
            var file = group.Files[i];
            var problem = Duplicates(group, group.Files[i - 1], file) ?? Disagreement(first, file);
            if (problem is not null)
                problems.Add(problem);
        }

        if (problems.Count == 0)
            problems.AddRange(NameCheck.Check(group));
        foreach (var file in group.Files)
        {
            if (problems.Count == 0)
                problems.AddRange(TableLimits.Check(group, file));
        }

        return problems;
    }

    private static Problem? Duplicates(SetGroup group, LockFile a, LockFile b)
    {
        if (a.Set!.Name != b.Set!.Name)
        {
            return new Problem(Problems.Duplicate, b.Path, 2,
                $"the sets '{a.Set.Name}' ({a.Path}) and '{b.Set.Name}' would both become {group.ClassName}; give each its own Class");
        }

        return a.Set.Target == b.Set.Target
            ? new Problem(Problems.Duplicate, b.Path, 3, $"'{a.Path}' is a lock of set '{a.Set.Name}' for {a.Set.Target}, too; remove one")
            : null;
    }

    private static Problem? Disagreement(LockFile first, LockFile other)
    {
        var a = first.Set!;
        var b = other.Set!;
        if (!a.Traps.SequenceEqual(b.Traps))
            return Differs(1, $"traps are '{string.Join(" ", a.Traps)}' for {a.Target} and '{string.Join(" ", b.Traps)}' for {b.Target}");
        if (a.Integers.Count != b.Integers.Count || a.Floats.Count != b.Floats.Count)
            return Differs(1, $"registers are {a.Integers.Count} {a.Floats.Count} for {a.Target} and {b.Integers.Count} {b.Floats.Count} for {b.Target}");
        if (!a.Pinned.SequenceEqual(b.Pinned))
            return Differs(1, $"pinned pointers are '{string.Join(" ", a.Pinned)}' for {a.Target} and '{string.Join(" ", b.Pinned)}' for {b.Target}");

        for (var i = 0; i < Math.Max(a.Stencils.Count, b.Stencils.Count); i++)
        {
            var x = i < a.Stencils.Count ? a.Stencils[i] : null;
            var y = i < b.Stencils.Count ? b.Stencils[i] : null;
            var order = x is null ? 1 : y is null ? -1 : Compare(x, y);
            if (order < 0)
                return Differs(1, $"stencil '{Title(x!)}' exists for {a.Target} but not for {b.Target}");
            if (order > 0)
                return Differs(other.LineOf(y!), $"stencil '{Title(y!)}' exists for {b.Target} but not for {a.Target}");
            if (Describe(x!) != Describe(y!))
                return Differs(other.LineOf(y!), $"stencil '{Title(x!)}' is {Describe(x!)} for {a.Target} and {Describe(y!)} for {b.Target}");
        }

        return null;

        Problem Differs(int line, string what) => new(Problems.Disagreement, other.Path, line, $"set '{a.Name}': {what}; {Advice}");
    }

    private static int Compare(Stencil x, Stencil y)
    {
        var order = string.CompareOrdinal(x.Name, y.Name);
        return order != 0 ? order : string.CompareOrdinal(x.Placement, y.Placement);
    }

    private static string Title(Stencil stencil) => $"{stencil.Name} {stencil.Placement}".TrimEnd();

    private static string Describe(Stencil stencil)
    {
        var holes = string.Join(", ", stencil.Holes.Select(hole => $"{hole.Name}: {hole.Kind}"));
        var registers = string.Join(", ", stencil.Registers.Select(register => $"{register.Access} {register.Name}: {register.Class}"));
        return $"{stencil.Kind} ({holes}) with registers ({registers})";
    }
}
