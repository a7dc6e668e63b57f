namespace StencilJit.Tool.Tests.Operations;

public sealed class ShowTests
{
    public static TheoryData<string> Operations => ["add", "divide", "done", "fail", "harness_enter", "harness_exit", "is_true", "move", "multiply", "run", "subtract"];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_stencil_of_the_tutorial_set_is_shown_in_C_and_in_assembly_of_every_target(string operation)
    {
        var result = (await ToolProcess.Run("show", operation, "--set", "calc", "--all-placements")).Ended(0);

        Assert.Empty(result.Error);
        Goldens.Check($"show.{operation}.txt", result.Output);
    }

    [Fact]
    public async Task The_goldens_leave_no_stencil_of_the_tutorial_set_out()
    {
        var list = (await ToolProcess.Run("list", "--set", "calc")).Ended(0);

        var names = list.Output.Split('\n').Where(line => line.Contains(" leaf ", StringComparison.Ordinal) || line.Contains(" entry ", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]).Distinct();
        Assert.Equal(Operations.Select(row => row.Data).Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task As_JSON_a_stencil_has_its_bytes_holes_and_registers()
    {
        var result = (await ToolProcess.Run("show", "divide", "--placement", "rs>r", "--position", "2", "--target", "linux-x64", "--json")).Ended(0);

        Goldens.Check("show.divide.json", result.Output);
    }

    [Fact]
    public async Task Constants_that_a_stencil_refers_to_are_shown()
    {
        var result = (await ToolProcess.Run("show", "f64_neg", "--target", "linux-x64")).Ended(0);

        Assert.Contains("xmmword ptr [rip + {data+", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"data +data\+\d+ 0000000000000080", result.Output);
    }

    [Theory]
    [InlineData(new[] { "show", "i32_ad" }, "There is no micro-op 'i32_ad'. Did you mean i32_add")]
    [InlineData(new[] { "show", "zzzzzzzz" }, "There is no micro-op 'zzzzzzzz'. 'stenciljit list' shows all.")]
    [InlineData(new[] { "show", "harness_enter" }, "'harness_enter' is in the sets calc and fault and wasm: name one with --set.")]
    [InlineData(new[] { "show", "add", "--placement", "xx>r" }, "--placement xx>r: add has 'ri>r', 'rr>r', 'rs>r'.")]
    [InlineData(new[] { "show", "add", "--position", "4" }, "--position 4: add rr>r has the positions 0 to 3.")]
    [InlineData(new[] { "show", "add", "--position", "-1" }, "--position counts from 0.")]
    [InlineData(new[] { "show", "add", "--set", "calc", "--target", "linux-s390x" }, "--target linux-s390x: ")]
    [InlineData(new[] { "show", "add", "--set", "stencils/include" }, "so it is no stencil set.")]
    [InlineData(new[] { "show" }, "Required argument 'op' missing")]
    public async Task What_cannot_be_shown_is_an_error_that_says_what_to_do(string[] arguments, string message)
    {
        var result = (await ToolProcess.Run(arguments)).Ended(2);

        Assert.Empty(result.Output);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
