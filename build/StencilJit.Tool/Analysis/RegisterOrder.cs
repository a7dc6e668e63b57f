namespace StencilJit.Tool.Analysis;

/// <summary>Sorts registers as people count: r9 before r10, named ones first.</summary>
internal sealed class RegisterOrder : IComparer<string>
{
    public static RegisterOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (prefix, number) = Split(x!);
        var (otherPrefix, otherNumber) = Split(y!);
        var order = string.CompareOrdinal(prefix, otherPrefix);
        return order != 0 ? order : number.CompareTo(otherNumber);
    }

    private static (string Prefix, int Number) Split(string register)
    {
        var digits = register.Length;
        while (digits > 0 && char.IsAsciiDigit(register[digits - 1]))
            digits--;
        return (register[..digits], digits == register.Length ? -1 : int.Parse(register.AsSpan(digits)));
    }
}
