using StencilJit.Model;

namespace StencilJit.Compiler.Sources;

/// <summary>
/// The two micro-ops that every set has without having written them, by which a test runs any other one alone. They have
/// no C function; <see cref="Lowering.HarnessLowering"/> makes their code.
/// </summary>
internal static class Harness
{
    public const string Enter = "harness_enter";
    public const string Exit = "harness_exit";

    /// <summary>Describes both.</summary>
    /// <param name="template">A micro-op of the set: the attributes of its function hold for the harness too.</param>
    public static IReadOnlyList<MicroOp> For(MicroOp template) =>
    [
        new MicroOp(Enter, StencilKind.Entry, [], OperandType.Void, "", 0)
        {
            Function = template.Function,
            Documentation = "Loads all registers from a state block and runs the code in its first word.",
        },
        new MicroOp(Exit, StencilKind.Leaf, [], OperandType.Void, "", 0)
        {
            Function = template.Function,
            Placements = [new Placement(">", [], ResultPlace.None)],
            Documentation = "Stores all registers and the outcome to a state block and returns to harness_enter.",
        },
    ];

    public static bool Contains(MicroOp op) => op.File.Length == 0;
}
