using System.Globalization;

namespace StencilJit.Stencils.Replay;

/// <summary>What a micro-op does with given operands, holes and memory, whatever its placement.</summary>
internal sealed record Vector
{
    /// <summary>The operands' bits, in order.</summary>
    public required ulong[] Operands { get; init; }

    /// <summary>The values of the holes that the micro-op's C function names, labels aside.</summary>
    public IReadOnlyList<(string Name, ulong Value)> Holes { get; init; } = [];

    /// <summary>Words of memory before it runs; all others are zero.</summary>
    public IReadOnlyList<(ulong Address, ulong Value)> Before { get; init; } = [];

    /// <summary>Words of memory that it changes.</summary>
    public IReadOnlyList<(ulong Address, ulong Value)> Changes { get; init; } = [];

    /// <summary>How it ends.</summary>
    public Ending Ending { get; init; } = Ending.Continue;

    /// <summary>The result's bits.</summary>
    public ulong Result { get; init; }

    /// <summary>Whether the result is any quiet NaN: which one differs from processor to processor.</summary>
    public bool ResultIsAnyNaN { get; init; }

    /// <summary>The pinned pointers that it changes.</summary>
    public IReadOnlyList<(string Name, ulong Value)> Pinned { get; init; } = [];

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static Vector Parse(string text)
    {
        var fields = text.Split('|');
        return new Vector
        {
            Operands = [.. fields[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number)],
            Holes = Pairs(fields[1], name => name),
            Before = Pairs(fields[2], Number),
            Ending = Ending.Parse(fields[3]),
            Result = fields[4] == "nan" ? 0 : Number(fields[4]),
            ResultIsAnyNaN = fields[4] == "nan",
            Changes = Pairs(fields[5], Number),
            Pinned = Pairs(fields[6], name => name),
        };
    }

    /// <summary>One line: operands, holes, memory before, ending, result, changes of memory and of pinned pointers.</summary>
    public override string ToString() => string.Join(
        '|',
        string.Join(' ', Operands.Select(operand => operand.ToString("x"))),
        Text(Holes, name => name),
        Text(Before, address => address.ToString("x")),
        Ending,
        ResultIsAnyNaN ? "nan" : Result.ToString("x"),
        Text(Changes, address => address.ToString("x")),
        Text(Pinned, name => name));

    private static ulong Number(string text) => ulong.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static (T, ulong)[] Pairs<T>(string text, Func<string, T> key) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => (key(pair[0]), Number(pair[1])))];

    private static string Text<T>(IEnumerable<(T Key, ulong Value)> pairs, Func<T, string> text) =>
        string.Join(' ', pairs.Select(pair => $"{text(pair.Key)}={pair.Value:x}"));
}
