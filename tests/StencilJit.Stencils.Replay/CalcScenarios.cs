using StencilJit.Runtime;

namespace StencilJit.Stencils.Replay;

/// <summary>Programs of the calculator.</summary>
internal sealed unsafe class CalcScenarios : Scenarios
{
    public static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        ["run"] = "an entry thunk; every program runs through it",
    };

    private readonly CodeUnderTest code;
    private readonly StencilImage image;
    private readonly nint run;

    public CalcScenarios(CodeUnderTest code)
    {
        this.code = code;
        image = code.Install();
        var failed = CodeUnderTest.Stitch(image, writer => Emit(writer, "fail", ">", 7));
        for (var trap = 0; trap < code.Set.Traps.Count; trap++)
            image.SetTrap(trap, failed);
        run = CodeUnderTest.Stitch(image, writer => writer.Emit(code.Variant("run")));
    }

    public override IReadOnlyDictionary<string, string> Covered => Reasons;

    public override IEnumerable<(string Claim, Func<string?> Run)> All =>
    [
        ("a loop multiplies 1 to 10", Factorial),
        ("a division by zero leaves the program with its outcome", DivisionByZero),
    ];

    private string? Factorial()
    {
        // Slot 1 counts down, slot 2 collects.
        var program = CodeUnderTest.Stitch(image, writer =>
        {
            Emit(writer, "move", "i>r", 1);
            Emit(writer, "move", "r>s", 16);
            var loop = writer.DefineLabel();
            writer.Bind(loop);
            Emit(writer, "move", "s>r", 16);
            Emit(writer, "multiply", "rs>t", 8);
            Emit(writer, "move", "r>s", 16);
            Emit(writer, "move", "s>r", 8);
            Emit(writer, "subtract", "ri>t", 1);
            Emit(writer, "move", "r>s", 8);
            writer.EmitBranch(code.Variant("is_true", "r>?"), loop);
            Emit(writer, "done", ">");
        });
        ulong[] slots = [99, 10, 0];
        Run(program, slots);
        return Expect("the outcome", slots[0], 0) ?? Expect("the product", slots[2], 3628800);
    }

    private string? DivisionByZero()
    {
        var program = CodeUnderTest.Stitch(image, writer =>
        {
            Emit(writer, "move", "i>r", 1);
            Emit(writer, "divide", "rs>t", 8);
            Emit(writer, "move", "r>s", 16);
            Emit(writer, "done", ">");
        });
        ulong[] slots = [99, 0, 5];
        Run(program, slots);
        return Expect("the outcome", slots[0], 7) ?? Expect("the variable", slots[2], 5);
    }

    private void Run(nint program, ulong[] slots)
    {
        fixed (ulong* first = slots)
            ((delegate* unmanaged<nint, ulong*, void>)run)(program, first);
    }

    private void Emit(CodeWriter writer, string name, string placement, params ReadOnlySpan<ulong> holes) =>
        writer.Emit(code.Variant(name, placement), holes);
}
