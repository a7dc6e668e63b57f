namespace StencilJit.Benchmarks.Functions;

/// <summary>One operation of a function: what it does to the value so far.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="IsConstant">Whether the operand is a constant, or else a variable.</param>
/// <param name="Operand">The constant, or the variable's number.</param>
internal readonly record struct ArithmeticStep(ArithmeticOperator Operator, bool IsConstant, int Operand)
{
    /// <summary>How many variables there are; the first two are for what a function returns.</summary>
    public const int Variables = 10;

    /// <summary>The variable that the result goes to.</summary>
    public const int Result = 1;

    /// <summary>The variable that a function starts with.</summary>
    public const int Start = 2;

    /// <summary>Draws functions, the same ones each time.</summary>
    public static ArithmeticStep[][] Draw(int functions, int length)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, functions).Select(_ => Enumerable.Range(0, length).Select(_ => Draw(random)).ToArray())];
    }

    private static ArithmeticStep Draw(Random random)
    {
        var isConstant = random.Next(2) == 0;
        return new((ArithmeticOperator)random.Next(3), isConstant, isConstant ? random.Next(1, 1000) : random.Next(Start, Variables));
    }
}
