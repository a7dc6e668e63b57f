namespace StencilJit.Benchmarks.Functions;

/// <summary>What the calculator's stencils can do, and IL with one instruction.</summary>
internal enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
}
