namespace StencilJit.Tool.Analysis;

/// <summary>AArch64, as far as compilers of C use it.</summary>
internal sealed class Arm64Instructions : IInstructionSet
{
    // Nothing but reads.
    private static readonly HashSet<string> Readers =
        ["cmp", "cmn", "tst", "ccmp", "ccmn", "cbz", "cbnz", "tbz", "tbnz", "br", "blr", "ret", "fcmp", "fcmpe", "fccmp", "prfm"];

    // Their first operand keeps bits of its old value.
    private static readonly HashSet<string> Inserting = ["movk", "bfi", "bfxil", "bfm", "bfc", "ins", "fmla", "fmls", "mla", "mls", "bsl", "bit", "bif"];

    public string StackPointer => "sp";

    public bool IsJump(string mnemonic) => mnemonic is "b" or "br" or "cbz" or "cbnz" or "tbz" or "tbnz" || mnemonic.StartsWith("b.", StringComparison.Ordinal);

    public bool IsCall(string mnemonic) => mnemonic is "bl" or "blr";

    public (IReadOnlyCollection<string> Reads, IReadOnlyCollection<string> Writes) Registers(string mnemonic, string operands)
    {
        var parts = OperandText.Split(operands);
        var reads = new HashSet<string>();
        var writes = new HashSet<string>();
        var results = Results(mnemonic);
        for (var index = 0; index < parts.Count; index++)
        {
            var named = Named(parts[index]).ToList();
            if (index >= results || Inserting.Contains(mnemonic) || IsLane(parts[index]))
                reads.UnionWith(named);
            if (index < results)
                writes.UnionWith(named);
            // [x1, #8]! and [x1], #8 move the base along.
            if (parts[index].EndsWith("]!", StringComparison.Ordinal) || (parts[index].EndsWith(']') && parts[index][0] == '[' && index + 1 < parts.Count))
                writes.UnionWith(named.Take(1));
        }

        if (IsCall(mnemonic))
            writes.Add("x30");
        return (reads, writes);
    }

    private int Results(string mnemonic) =>
        Readers.Contains(mnemonic) || IsJump(mnemonic) || IsCall(mnemonic) || mnemonic.StartsWith("st", StringComparison.Ordinal) ? 0
        : mnemonic is "ldp" or "ldnp" or "ldpsw" or "ldxp" or "ldaxp" ? 2
        : 1;

    // A lane written leaves the others as they were.
    private static bool IsLane(string operand) => operand.EndsWith(']') && operand[0] == 'v';

    private static IEnumerable<string> Named(string operand) => OperandText.Words(operand).Select(Whole).OfType<string>();

    private static string? Whole(string word)
    {
        if (word is "sp" or "wsp")
            return "sp";
        if (word is "lr" or "fp")
            return word == "lr" ? "x30" : "x29";
        if (word.Length < 2 || !int.TryParse(word.AsSpan(1), out var number) || number > 31)
            return null;
        return word[0] switch
        {
            'x' or 'w' => $"x{number}",
            'v' or 'q' or 'd' or 's' or 'h' or 'b' => $"v{number}",
            _ => null,
        };
    }
}
