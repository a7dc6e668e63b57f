using StencilJit.Tool.Costs;
using StencilJit.Tool.Diffs;
using StencilJit.Tool.Operations;
using StencilJit.Tool.Reports;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Tests.Reports;

/// <summary>A report of the tutorial set with changes of every shape, made up.</summary>
internal static class SampleReport
{
    public static DiffView Diff { get; } = new(
        "calc", "HEAD", "working tree", ["linux-x64: skylake"],
        [
            new DiffTotal("linux-arm64", new Dictionary<ChangeKind, int> { [ChangeKind.Unchanged] = 21, [ChangeKind.Removed] = 1 }, 1376, 1344, 1, null, null, ["trap overflow is gone"]),
            new DiffTotal("linux-x64", new Dictionary<ChangeKind, int> { [ChangeKind.Unchanged] = 20, [ChangeKind.Smaller] = 1, [ChangeKind.Larger] = 1 }, 1462, 1459, 0.9981, 0.9512, 0.875, []),
        ],
        [
            new StencilChange(
                "add", "rr>r", "linux-x64", ChangeKind.Smaller, ["rcx is no longer written"], 24, 12, new CostEstimate(2.0, 2), new CostEstimate(1.0, 1), null, null,
                [new DiffLine("mov rcx, r14", null, false), new DiffLine("add r13, rcx", "add r13, r14", false), new DiffLine("jmp next", "jmp next", true)]),
            new StencilChange(
                "divide", "rr>r", "linux-x64", ChangeKind.Larger, [], 236, 245, null, null, null, null,
                [new DiffLine(null, "test r14, r14", false), new DiffLine("je {trap division_by_zero}", "je {trap division_by_zero}", true)]),
            new StencilChange(
                "negate", "r>r", "linux-arm64", ChangeKind.Removed, [], 32, null, null, null, null, null, [new DiffLine("neg x21, x21", null, false)]),
        ]);

    public static ReportView View(DiffView? diff = null) =>
        ReportBuilder.Build(OperationCatalog.Read(SetLocator.Find([Repository.Set("calc")], []), []), _ => diff);
}
