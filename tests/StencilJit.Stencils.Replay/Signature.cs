namespace StencilJit.Stencils.Replay;

/// <summary>A micro-op's operands and result, as its C function declares them.</summary>
/// <param name="Name">The micro-op's name.</param>
/// <param name="Operands">Names and types, in order.</param>
/// <param name="Result">The result's type.</param>
internal sealed record Signature(string Name, IReadOnlyList<(string Name, OperandType Type)> Operands, OperandType Result)
{
    /// <summary>Reads what <see cref="ToString"/> writes: <c>i32_add a:I32 b:I32 I32</c>.</summary>
    public static Signature Parse(string text)
    {
        var words = text.Split(' ');
        return new Signature(
            words[0],
            [.. words[1..^1].Select(word => word.Split(':')).Select(parts => (parts[0], Enum.Parse<OperandType>(parts[1])))],
            Enum.Parse<OperandType>(words[^1]));
    }

    public override string ToString() =>
        string.Join(' ', Operands.Select(operand => $"{operand.Name}:{operand.Type}").Prepend(Name).Append(Result.ToString()));
}
