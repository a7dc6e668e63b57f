using StencilJit.Benchmarks.Engines;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Reports;

namespace StencilJit.Benchmarks.Programs;

/// <summary>The tables of run times: against Liftoff, and against the other engines; programs with rotates at the end.</summary>
internal sealed class ProgramTables
{
    private const double MillisecondsPerSecond = 1000;
    private const string Format = "N2";

    private readonly EngineList _engines;
    private readonly List<Row> _rows = [];
    private readonly ReportTable _liftoff;
    private readonly ReportTable _others;
    private readonly IReadOnlyList<(EngineProcess? Own, EngineProcess? Other)> _againstLiftoff;
    private readonly IReadOnlyList<(EngineProcess? Own, EngineProcess? Other)> _againstOthers;

    public ProgramTables(EngineList engines)
    {
        _engines = engines;
        _againstLiftoff = [(engines.Own, engines.Liftoff), (engines.OwnExplicit, engines.LiftoffExplicit)];
        _againstOthers = [(engines.Own, engines.TurboFan), (engines.Own, engines.Winch), (engines.OwnExplicit, engines.WinchExplicit), (engines.Own, engines.Cranelift)];
        _liftoff = new ReportTable("programs", "Run time, StencilJit over Liftoff (below 1: faster)", ["program", "runs", "ms a run", "as they come", "explicit bounds checks"]);
        _others = new ReportTable("programs-others", "Run time, StencilJit over other engines (below 1: faster)", ["program", "TurboFan", "Winch", "Winch, explicit", "Cranelift"]);
    }

    public void Add(string program, int runs, bool hasRotates, IReadOnlyList<Attempt> times)
    {
        _rows.Add(new Row(program, runs, hasRotates, times));
        Progress.Tell($"programs: {program}: {string.Join("  ", _againstLiftoff.Concat(_againstOthers).Where(pair => pair.Other is not null).Select(pair => $"{pair.Other!.Choice.Name} {Ratio(_rows[^1], pair).Text}"))}");
    }

    public void AddNote(string note) => _liftoff.AddNote(note);

    /// <returns>The tables, with means.</returns>
    public IReadOnlyList<ReportTable> Finish()
    {
        foreach (var row in _rows.Where(row => !row.HasRotates))
            Add(row);
        AddMeans("geometric mean", ratios => Cell.Number(Measurement.GeometricMean(ratios.Select(ratio => ratio.Value)), Format));
        AddMeans("worst", ratios =>
        {
            var worst = ratios.MaxBy(ratio => ratio.Value);
            return Cell.Number(worst.Value, Format) with { Text = $"{worst.Value.ToString(Format, System.Globalization.CultureInfo.InvariantCulture)} {worst.Program}" };
        });
        foreach (var row in _rows.Where(row => row.HasRotates))
            Add(row);
        _liftoff.AddNote("The time within _start, in new instances of a module that is compiled already; instances are not part of it. Every engine that has a figure gave the same output.");
        _liftoff.AddNote("The programs below \"worst\" are not in the means: Liftoff calls out of its code for every rotate. A cell that says \"died\", \"timeout\" or \"different\" cost no other.");
        return [_liftoff, _others];
    }

    private void Add(Row row)
    {
        var own = TimeOf(row, _engines.Own);
        _liftoff.Add([
            row.Program,
            Cell.Number(row.Runs),
            own.ToCell(own.Figures?.Select(seconds => seconds * MillisecondsPerSecond), "N3", hasSpread: true),
            .. _againstLiftoff.Select(pair => Ratio(row, pair)),
        ]);
        _others.Add([row.Program, .. _againstOthers.Select(pair => Ratio(row, pair))]);
    }

    private void AddMeans(string name, Func<IReadOnlyList<(string Program, double Value)>, Cell> mean)
    {
        Cell Of((EngineProcess? Own, EngineProcess? Other) pair)
        {
            var ratios = _rows.Where(row => !row.HasRotates)
                .Select(row => (row.Program, Ratio: TimeOf(row, pair.Own).Over(TimeOf(row, pair.Other))))
                .Where(item => item.Ratio is not null)
                .Select(item => (item.Program, item.Ratio!.Median))
                .ToList();
            return ratios.Count == 0 ? Cell.None : mean(ratios);
        }

        if (_rows.Count(row => !row.HasRotates) < 2)
            return;
        _liftoff.Add([name, Cell.None, Cell.None, .. _againstLiftoff.Select(Of)]);
        _others.Add([name, .. _againstOthers.Select(Of)]);
    }

    private Cell Ratio(Row row, (EngineProcess? Own, EngineProcess? Other) pair) => TimeOf(row, pair.Own).ToRatio(TimeOf(row, pair.Other));

    private Attempt TimeOf(Row row, EngineProcess? engine)
    {
        for (var i = 0; i < _engines.All.Count; i++)
        {
            if (engine is not null && _engines.All[i] == engine)
                return row.Times[i];
        }

        return Attempt.None;
    }

    private sealed record Row(string Program, int Runs, bool HasRotates, IReadOnlyList<Attempt> Times);
}
