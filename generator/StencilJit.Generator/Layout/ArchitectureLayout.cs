using StencilJit.Model;

namespace StencilJit.Generator.Layout;

/// <summary>The tables of a set on all systems of one architecture, and the code and registers that they share.</summary>
internal sealed class ArchitectureLayout
{
    /// <summary>Code is copied so many bytes at a time, the last one's too.</summary>
    private const int CopySize = 32;

    private readonly CodePool code = new();
    private readonly CodePool registers = new();

    private ArchitectureLayout(Architecture architecture, IEnumerable<StencilSet> sets, CancellationToken cancellation)
    {
        Architecture = architecture;
        Tables = [.. sets.Select(set => TableLayout.Create(set, code, registers, cancellation))];
        code.Pad(CopySize / sizeof(ulong));
    }

    public Architecture Architecture { get; }

    public IReadOnlyList<ulong> Code => code.Words;

    public IReadOnlyList<ulong> Registers => registers.Words;

    /// <summary>The tables, in the order of their targets.</summary>
    public IReadOnlyList<TableLayout> Tables { get; }

    /// <summary>Lays sets out, one item an architecture.</summary>
    public static IEnumerable<ArchitectureLayout> Create(IEnumerable<StencilSet> sets, CancellationToken cancellation) =>
        sets.GroupBy(set => set.Architecture).OrderBy(group => group.Key).Select(group => new ArchitectureLayout(group.Key, group, cancellation));
}
