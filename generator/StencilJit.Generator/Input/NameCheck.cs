using Microsoft.CodeAnalysis.CSharp;
using StencilJit.Generator.Output;
using StencilJit.Model;

namespace StencilJit.Generator.Input;

/// <summary>Whether all names of a set stay apart and valid when they become C#.</summary>
internal static class NameCheck
{
    /// <summary>The members that every generated class has.</summary>
    private static readonly string[] OwnMembers =
    [
        "Id", "Trap", "Table", "CreateTable", "Names", "IntegerRegisters", "FloatRegisters", "SlotLimit",
        .. Enum.GetNames(typeof(Architecture)).Select(name => name + "Code"),
    ];

    public static IEnumerable<Problem> Check(SetGroup group)
    {
        var file = group.Files[0];
        var set = file.Set!;
        if (!group.ClassName.Split('.').All(SyntaxFacts.IsValidIdentifier))
        {
            yield return Problem(2, $"'{group.ClassName}' is no full name of a class; set Class of the set's items, such as Class=\"My.{Names.Pascal(set.Name)}Stencils\"");
            yield break;
        }

        if (file.Accessibility is not ("public" or "internal"))
            yield return Problem(2, $"Accessibility '{file.Accessibility}' of set '{set.Name}' is neither public nor internal");

        var members = OwnMembers.Concat([group.SimpleName]).Concat(group.Files.Select(f => Names.Target(f.Set!.Target)))
            .GroupBy(name => name, StringComparer.Ordinal)
            .ToDictionary(names => names.Key, _ => "a member of the generated class", StringComparer.Ordinal);
        foreach (var stencil in set.Stencils)
        {
            var title = $"stencil '{stencil.Name} {stencil.Placement}'";
            var method = Names.Method(stencil);
            if (!SyntaxFacts.IsValidIdentifier(method))
                yield return Problem(file.LineOf(stencil), $"{title} would become the method '{method}', which is no name in C#; rename it");
            if (members.TryGetValue(method, out var taken))
                yield return Problem(file.LineOf(stencil), $"{title} would become the method '{method}', as would {taken}; rename it");
            members[method] = title;

            var clash = stencil.Registers.Select(register => register.Name).Concat(stencil.Holes.Select(hole => hole.Name))
                .GroupBy(Names.Parameter, StringComparer.Ordinal).FirstOrDefault(names => names.Count() > 1);
            if (clash is not null)
                yield return Problem(file.LineOf(stencil), $"{title}: its operands and holes '{string.Join("' and '", clash)}' would both become the parameter '{clash.Key}'; rename one");
        }

        var trap = set.Traps.GroupBy(Names.Pascal, StringComparer.Ordinal).FirstOrDefault(traps => traps.Count() > 1);
        if (trap is not null)
            yield return Problem(1, $"the traps '{string.Join("' and '", trap)}' would both become Trap.{trap.Key}; rename one");

        Problem Problem(int line, string message) => new(Problems.UnusableName, file.Path, line, message);
    }
}
