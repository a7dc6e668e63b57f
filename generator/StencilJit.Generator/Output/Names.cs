using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using StencilJit.Model;

namespace StencilJit.Generator.Output;

/// <summary>How names of C become names of C#.</summary>
internal static class Names
{
    /// <summary><c>divide_by_zero</c> becomes <c>DivideByZero</c>.</summary>
    public static string Pascal(string name)
    {
        var text = new StringBuilder();
        foreach (var word in name.Split(['_', '-', '.'], StringSplitOptions.RemoveEmptyEntries))
            text.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
        return text.ToString();
    }

    /// <summary><c>i32_add rs&gt;r</c> becomes <c>I32AddRS</c>: name, operands, and the result where it is not in a register.</summary>
    public static string Method(Stencil stencil)
    {
        var arrow = stencil.Placement.IndexOf('>');
        var operands = arrow < 0 ? "" : stencil.Placement.Substring(0, arrow).ToUpperInvariant();
        var result = arrow < 0 ? "" : stencil.Placement.Substring(arrow + 1);
        return Pascal(stencil.Name) + operands + result switch
        {
            "s" => "ToSlot",
            "?" => "JumpIf",
            "!" => "JumpIfNot",
            _ => "",
        };
    }

    /// <summary>The parameter of an emit method that gives a hole its value; <c>writer</c> and <c>position</c> are taken.</summary>
    public static string Parameter(Hole hole)
    {
        var name = Pascal(hole.Name);
        name = name.Length == 0 ? hole.Name : char.ToLowerInvariant(name[0]) + name.Substring(1);
        if (name is "writer" or "position")
            return name + "Hole";
        return SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
    }

    /// <summary>The nested class of a target: <c>linux-x64</c> becomes <c>LinuxX64</c>.</summary>
    public static string Target(string target) => Pascal(target);
}
