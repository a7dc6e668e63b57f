namespace StencilJit.Compiler.Sources;

/// <summary>One entry of STENCIL's list: where the operands and the result of a stencil live.</summary>
internal sealed record Placement(string Text, IReadOnlyList<OperandPlace> Operands, ResultPlace Result)
{
    /// <summary>Reads one entry, such as <c>rs&gt;r</c>, for the micro-op it stands at.</summary>
    /// <exception cref="CompilationException">SJ1102, SJ1103: it does not fit the micro-op's operands or result.</exception>
    public static Placement Parse(string text, MicroOp op)
    {
        var arrow = text.IndexOf('>');
        if (arrow < 0 || text.Length - arrow > 2)
            throw op.Error("SJ1102", $"'{text}' is no placement: write one letter an operand, '>', and the result's place, such as \"rs>r\".");
        var letters = text[..arrow];
        if (letters.Length != op.Operands.Count)
            throw op.Error("SJ1102", $"Placement '{text}' has {letters.Length} operands, '{op.Name}' has {op.Operands.Count}.");
        var places = letters.Select((letter, index) => ParseOperand(letter, op.Operands[index], text, op)).ToArray();
        var placement = new Placement(text, places, ParseResult(text[(arrow + 1)..], text, op));
        if (placement.Result == ResultPlace.Tied && !placement.IsTiedToSlot && placement.TiedOperand(op) < 0)
            throw op.Error("SJ1103", $"Placement '{text}': '{op.Name}' has no operand that its result can take the place of: that is the first one in a register of the result's class, or the first operand in a slot.");
        return placement;
    }

    /// <summary>Whether the result replaces the first operand in its slot.</summary>
    public bool IsTiedToSlot => Result == ResultPlace.Tied && Operands is [OperandPlace.Slot, ..];

    /// <summary>The operand whose register the result replaces, or -1.</summary>
    public int TiedOperand(MicroOp op)
    {
        if (Result == ResultPlace.Tied && !IsTiedToSlot)
            for (var index = 0; index < Operands.Count; index++)
                if (Operands[index] == OperandPlace.Register && op.Operands[index].IsFloat == op.HasFloatResult)
                    return index;
        return -1;
    }

    private static OperandPlace ParseOperand(char letter, Operand operand, string text, MicroOp op) => letter switch
    {
        'r' => OperandPlace.Register,
        's' => OperandPlace.Slot,
        'i' when !operand.IsFloat => OperandPlace.Immediate,
        'j' when operand.Type is OperandType.I64 => OperandPlace.SignExtendedImmediate,
        'n' when operand.Type is OperandType.I32 or OperandType.I64 => OperandPlace.Count,
        'i' or 'j' or 'n' => throw op.Error("SJ1103", $"Placement '{text}': '{operand.Name}' of '{op.Name}' cannot be an immediate '{letter}'; 'i' takes integers and pointers, 'j' 64-bit integers, 'n' 32-bit and 64-bit integers."),
        _ => throw op.Error("SJ1102", $"Placement '{text}': '{letter}' is no place of an operand; r, s, i, j and n are."),
    };

    private static ResultPlace ParseResult(string letter, string text, MicroOp op)
    {
        if (letter.Length == 0)
            return op.Result == OperandType.Void ? ResultPlace.None : throw op.Error("SJ1103", $"Placement '{text}' drops the result of '{op.Name}'; write where it goes after '>'.");
        if (op.Result == OperandType.Void)
            throw op.Error("SJ1103", $"Placement '{text}': '{op.Name}' has no result to place.");
        return letter[0] switch
        {
            'r' => ResultPlace.Register,
            's' => ResultPlace.Slot,
            't' => ResultPlace.Tied,
            '?' or '!' when op.Result is not (OperandType.I32 or OperandType.I64) => throw op.Error("SJ1103", $"Placement '{text}': only an integer result can decide a jump."),
            '?' => ResultPlace.JumpIfTrue,
            '!' => ResultPlace.JumpIfFalse,
            _ => throw op.Error("SJ1102", $"Placement '{text}': '{letter}' is no place of a result; r, t, s, ? and ! are."),
        };
    }
}
