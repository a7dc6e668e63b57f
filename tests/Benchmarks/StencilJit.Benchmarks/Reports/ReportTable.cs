namespace StencilJit.Benchmarks.Reports;

/// <summary>The figures of one benchmark.</summary>
/// <param name="Name">The benchmark's name.</param>
/// <param name="Title">What it measures.</param>
/// <param name="Columns">The columns' names.</param>
internal sealed record ReportTable(string Name, string Title, IReadOnlyList<string> Columns)
{
    private readonly List<IReadOnlyList<Cell>> _rows = [];
    private readonly List<string> _notes = [];

    /// <summary>The rows, each as long as the columns.</summary>
    public IReadOnlyList<IReadOnlyList<Cell>> Rows => _rows;

    /// <summary>What to know when reading the figures, and what is missing.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public void Add(params IReadOnlyList<Cell> row)
    {
        if (row.Count != Columns.Count)
            throw new ArgumentException($"The table {Name} has {Columns.Count} columns, not {row.Count}.", nameof(row));
        _rows.Add(row);
        Progress.Tell($"{Name}: {string.Join("  ", row.Select(cell => cell.Text))}");
    }

    public void AddNote(string note) => _notes.Add(note);
}
