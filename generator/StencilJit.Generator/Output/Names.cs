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

    /// <summary><c>i32_add rs&gt;r</c> becomes <c>I32AddRS</c>: name, operands, and the result where it has no register of its own.</summary>
    public static string Method(Stencil stencil)
    {
        var arrow = stencil.Placement.IndexOf('>');
        var operands = arrow < 0 ? "" : stencil.Placement.Substring(0, arrow).ToUpperInvariant();
        var result = arrow < 0 ? "" : stencil.Placement.Substring(arrow + 1);
        return Pascal(stencil.Name) + operands + result switch
        {
            "s" => "ToSlot",
            "t" => "Tied",
            "?" => "JumpIf",
            "!" => "JumpIfNot",
            _ => "",
        };
    }

    /// <summary>The parameter of an emit method for a register or a hole; <c>writer</c> is taken.</summary>
    public static string Parameter(string cName)
    {
        var name = Pascal(cName);
        name = name.Length == 0 ? cName : char.ToLowerInvariant(name[0]) + name.Substring(1);
        if (name == "writer")
            return name + "Hole";
        return SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
    }

    /// <summary>The nested class of what the targets of an architecture share.</summary>
    public static string Code(Architecture architecture) => $"{architecture}Code";

    /// <summary>The nested class of a target: <c>linux-x64</c> becomes <c>LinuxX64</c>.</summary>
    public static string Target(string target) => Pascal(target);
}
