using System.Text;
using System.Text.RegularExpressions;

namespace StencilJit.Compiler.Incremental;

/// <summary>
/// A text of LLVM's assembly language with all it refers to, directly and not, written so that it is the same whatever
/// else its module holds: what LLVM numbers across a module gets numbers in the order of this text.
/// </summary>
internal sealed partial class IrClosure
{
    private readonly ModuleText module;
    private readonly StringBuilder text = new();
    private readonly Dictionary<string, string> renamed = [];
    private readonly Queue<string> open = [];

    /// <param name="module">Where the text stands.</param>
    /// <param name="root">The text.</param>
    public IrClosure(ModuleText module, string root)
    {
        this.module = module;
        Append(root);
        while (open.TryDequeue(out var name))
            Append(module.Find(name)!);
    }

    /// <summary>The text and the definitions of all it refers to.</summary>
    public string Text => text.ToString();

    /// <summary>The functions and variables that it refers to.</summary>
    public IEnumerable<string> Globals => renamed.Keys.Where(name => name[0] == '@');

    private void Append(string definition)
    {
        definition = SourceLocation().Replace(definition, "");
        for (var index = 0; index < definition.Length;)
        {
            var token = IrToken.Read(definition, index);
            index += token.Text.Length;
            text.Append(token.IsName && module.Find(token.Text) is { } found ? Rename(token.Text, found) : token.Text);
        }
        text.Append('\n');
    }

    private string Rename(string name, string definition)
    {
        if (renamed.TryGetValue(name, out var known))
            return known;
        open.Enqueue(name);
        // What C names and LLVM lets others see keeps its name, which tells markers apart.
        return renamed[name] = name[0] == '@' && !LocalLinkage().IsMatch(definition) ? name : $"{name[0]}<{renamed.Count}>";
    }

    // The place of inline assembly in the sources, for messages only.
    [GeneratedRegex(@", !srcloc !\d+")]
    private static partial Regex SourceLocation();

    [GeneratedRegex(@"^(define|@\S+ =) (private|internal) ")]
    private static partial Regex LocalLinkage();
}
