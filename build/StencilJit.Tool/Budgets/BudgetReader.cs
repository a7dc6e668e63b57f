using System.Globalization;
using StencilJit.Compiler.Targets;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Budgets;

/// <summary>Reads the lines of a budget; docs/tool.md describes them.</summary>
/// <param name="path">The file, for messages.</param>
internal sealed class BudgetReader(string path)
{
    private const string MaxBytes = "max-bytes";
    private const string MaxStencils = "max-stencils";
    private const string NoFrame = "no-frame";
    private const string AllowFrame = "allow-frame";
    private const string NoCalls = "no-calls";
    private const string ExceptSpilled = "except-spilled";
    private const string Stencil = "stencil";
    private const string Set = "set";
    private const string Growth = "growth";
    private const string Against = "against";
    private const string Bytes = "bytes";

    private static readonly IReadOnlyList<string> Targets = [.. TargetDescription.All.Select(target => target.Rid)];

    private int line;
    private Queue<string> words = [];

    /// <summary>Reads a budget.</summary>
    /// <param name="text">Its text.</param>
    /// <returns>Its rules, in their order.</returns>
    /// <exception cref="ToolException">A line cannot be read.</exception>
    public IReadOnlyList<BudgetRule> Read(string text)
    {
        var rules = new List<BudgetRule>();
        foreach (var content in text.Split('\n'))
        {
            line++;
            var comment = content.IndexOf('#');
            words = new Queue<string>((comment < 0 ? content : content[..comment]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (words.TryDequeue(out var kind))
                rules.AddRange(ReadLine(kind));
        }

        return rules;
    }

    private IEnumerable<BudgetRule> ReadLine(string kind) => kind switch
    {
        Stencil => ReadStencil(),
        Set => ReadSet(),
        Growth => ReadGrowth(),
        _ => throw Unknown(kind, "a line starts with", [Stencil, Set, Growth]),
    };

    private IEnumerable<BudgetRule> ReadStencil()
    {
        var operation = Next($"'{Stencil}' takes the name of a micro-op, or a pattern such as i32_*");
        var placement = words.TryPeek(out var second) && second.Contains('>') ? words.Dequeue() : "";
        var limits = new List<(BudgetKind Kind, string Text, BudgetSize Limit)>();
        var targets = new List<string>();
        var exceptSpilled = false;
        while (words.TryDequeue(out var word))
        {
            if (word == MaxBytes)
                limits.Add((BudgetKind.StencilBytes, $"{MaxBytes} {words.FirstOrDefault()}", Size(word, percent: false)));
            else if (word is NoFrame or AllowFrame)
                limits.Add((BudgetKind.NoFrame, word, new BudgetSize(word == AllowFrame ? 1 : 0, false)));
            else if (word == NoCalls)
                limits.Add((BudgetKind.NoCalls, word, default));
            else if (word == ExceptSpilled)
                exceptSpilled = true;
            else if (!AddTarget(word, targets))
                throw Unknown(word, $"'{Stencil}' takes", [MaxBytes, NoFrame, AllowFrame, NoCalls, ExceptSpilled, .. Targets]);
        }

        if (limits.Count == 0)
            throw Error($"'{Stencil} {operation}' limits nothing: add {MaxBytes} NUMBER, {NoFrame} or {NoCalls}");
        return limits.Select(limit => new BudgetRule(line, Text([Stencil, operation, placement, limit.Text, exceptSpilled ? ExceptSpilled : "", .. targets]), limit.Kind)
        {
            Operation = operation,
            Placement = placement,
            Targets = targets,
            ExceptSpilled = exceptSpilled,
            Limit = limit.Limit,
        });
    }

    private IEnumerable<BudgetRule> ReadSet()
    {
        var limits = new List<(BudgetKind Kind, string Text, BudgetSize Limit)>();
        var targets = new List<string>();
        while (words.TryDequeue(out var word))
        {
            if (word is MaxBytes or MaxStencils)
                limits.Add((word == MaxBytes ? BudgetKind.SetBytes : BudgetKind.SetStencils, $"{word} {words.FirstOrDefault()}", Size(word, percent: false)));
            else if (!AddTarget(word, targets))
                throw Unknown(word, $"'{Set}' takes", [MaxBytes, MaxStencils, .. Targets]);
        }

        if (limits.Count == 0)
            throw Error($"'{Set}' limits nothing: add {MaxBytes} NUMBER or {MaxStencils} NUMBER");
        return limits.Select(limit => new BudgetRule(line, Text([Set, limit.Text, .. targets]), limit.Kind) { Targets = targets, Limit = limit.Limit });
    }

    private IEnumerable<BudgetRule> ReadGrowth()
    {
        var limits = new List<(BudgetKind Kind, string Text, BudgetSize Limit)>();
        var targets = new List<string>();
        var against = "HEAD";
        while (words.TryDequeue(out var word))
        {
            if (word is Set or Stencil)
            {
                limits.Add((word == Set ? BudgetKind.SetGrowth : BudgetKind.StencilGrowth, $"{word} {words.FirstOrDefault()}", Size(word, percent: true)));
                if (words.TryPeek(out var unit) && unit == Bytes)
                    words.Dequeue();
            }
            else if (word == Against)
            {
                against = Next($"'{Against}' takes a git revision");
            }
            else if (!AddTarget(word, targets))
            {
                throw Unknown(word, $"'{Growth}' takes", [Set, Stencil, Against, .. Targets]);
            }
        }

        if (limits.Count == 0)
            throw Error($"'{Growth}' limits nothing: add {Set} 2% or {Stencil} 8 {Bytes}");
        return limits.Select(limit => new BudgetRule(line, Text([Growth, limit.Text, .. targets]), limit.Kind) { Targets = targets, Limit = limit.Limit, Against = against });
    }

    private BudgetSize Size(string key, bool percent)
    {
        var amount = key == MaxStencils ? "a number" : "a number of bytes";
        var word = Next($"'{key}' takes {amount}");
        return BudgetSize.Parse(word) is { } size && (percent || !size.IsPercent)
            ? size
            : throw Error($"'{key}' takes {amount} such as {(key == MaxStencils ? "900" : "96 or 64k")}{(percent ? ", or a part such as 2%" : "")}, found '{word}'");
    }

    private static bool AddTarget(string word, List<string> targets)
    {
        if (!Targets.Contains(word))
            return false;
        targets.Add(word);
        return true;
    }

    private string Next(string complaint) => words.TryDequeue(out var word) ? word : throw Error(complaint);

    private ToolException Unknown(string word, string place, IReadOnlyList<string> known) =>
        Error($"{place} {string.Join(", ", known)}, found '{word}'. {NearestNames.Advice(word, known, "")}".TrimEnd());

    private ToolException Error(string message) => new($"{path}({line.ToString(CultureInfo.InvariantCulture)}): {message}");

    private static string Text(IEnumerable<string> parts) => string.Join(' ', parts.Where(part => part.Length > 0));
}
