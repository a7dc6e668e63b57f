using System.Globalization;

namespace StencilJit.Tool.Budgets;

/// <summary>How much something may be or grow.</summary>
/// <param name="Amount">Bytes, or percent.</param>
/// <param name="IsPercent">Whether it is a part of what there was.</param>
internal readonly record struct BudgetSize(double Amount, bool IsPercent)
{
    private const int Kibi = 1024;

    /// <summary>Reads <c>96</c>, <c>64k</c> (1024 bytes each) or <c>2%</c>; null where it is none.</summary>
    public static BudgetSize? Parse(string word)
    {
        var (digits, unit, isPercent) = word.Length == 0 ? (word, 1, false) : word[^1] switch
        {
            '%' => (word[..^1], 1, true),
            'k' => (word[..^1], Kibi, false),
            _ => (word, 1, false),
        };
        var style = isPercent ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
        return double.TryParse(digits, style, CultureInfo.InvariantCulture, out var number) ? new BudgetSize(number * unit, isPercent) : null;
    }

    /// <summary>The bytes that it means.</summary>
    /// <param name="before">The bytes that there were.</param>
    public long Of(long before) => (long)Math.Floor(IsPercent ? before * Amount / 100 : Amount);
}
