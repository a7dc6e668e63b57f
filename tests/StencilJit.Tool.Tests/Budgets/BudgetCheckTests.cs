using StencilJit.Model;
using StencilJit.Tool.Budgets;

namespace StencilJit.Tool.Tests.Budgets;

public sealed class BudgetCheckTests
{
    private static readonly StencilSet Set = TestSet.Of(TestSet.Leaf("add", "4d01f5"), TestSet.Leaf("add_more", "4d01f590"), TestSet.Leaf("push", "50") with { Kind = StencilKind.Spilled });

    [Fact]
    public void A_stencil_may_have_as_many_bytes_as_the_limit_and_no_more()
    {
        Assert.Equal(["add_more 4>3"], Exceeded("stencil * max-bytes 3"));
        Assert.Empty(Exceeded("stencil * max-bytes 4"));
    }

    [Fact]
    public void The_last_line_that_names_a_stencil_counts()
    {
        Assert.Empty(Exceeded("stencil * max-bytes 3\nstencil add_* max-bytes 4"));
        Assert.Equal(["add_more 4>3"], Exceeded("stencil add_* max-bytes 4\nstencil * max-bytes 3"));
    }

    [Fact]
    public void A_name_without_a_pattern_is_one_micro_op_and_a_placement_chooses_further()
    {
        Assert.Equal(["add 3>0"], Exceeded("stencil add max-bytes 0"));
        Assert.Equal(["add 3>0"], Exceeded("stencil add r>* max-bytes 0"));
        Assert.Empty(Exceeded("stencil add r>? max-bytes 0"));
        Assert.Empty(Exceeded("stencil add max-bytes 0 linux-arm64"));
    }

    [Fact]
    public void Frames_are_found_unless_they_are_allowed_or_spilled_stencils_left_out()
    {
        Assert.SkipWhen(Compiler.Llvm.LlvmLibrary.Version is null, "No libLLVM from 19 on: run build/install-tools.sh.");

        Assert.Equal(["push 1>0"], Exceeded("stencil * no-frame no-calls"));
        Assert.Empty(Exceeded("stencil * no-frame no-calls except-spilled"));
        Assert.Empty(Exceeded("stencil * no-frame no-calls\nstencil push allow-frame"));
    }

    [Fact]
    public void A_set_has_the_bytes_of_all_its_stencils()
    {
        Assert.Equal(["set 8>7"], Exceeded("set max-bytes 7"));
        Assert.Empty(Exceeded("set max-bytes 7\nset max-bytes 8 linux-x64"));
    }

    [Fact]
    public void A_set_may_have_so_many_stencils_and_no_more()
    {
        Assert.Equal(["set 3>2"], Exceeded("set max-stencils 2"));
        Assert.Empty(Exceeded("set max-stencils 3"));
    }

    [Fact]
    public void Growth_counts_from_the_base_and_not_for_what_is_new()
    {
        var before = TestSet.Of(TestSet.Leaf("add", "4d01"), TestSet.Leaf("push", "50"));

        Assert.Equal(["add 1>0"], Exceeded("growth stencil 0 bytes", before));
        Assert.Empty(Exceeded("growth stencil 50%", before));
        Assert.Equal(["set 5>4"], Exceeded("growth set 150%", before));
        Assert.Empty(Exceeded("growth set 5 bytes", before));
        Assert.Empty(Exceeded("growth set 0 stencil 0"));
    }

    private static IEnumerable<string> Exceeded(string budget, StencilSet? before = null)
    {
        var bases = new Dictionary<(string, string), StencilSet>();
        if (before is not null)
            bases[("HEAD", "linux-x64")] = before;
        return new BudgetCheck(new BudgetReader("b").Read(budget), bases).Check(Set)
            .Where(limit => limit.IsExceeded).Select(limit => $"{limit.Operation ?? "set"} {limit.Actual}>{limit.Limit}");
    }
}
