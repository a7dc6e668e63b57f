namespace StencilJit.Tool.Analysis;

/// <summary>x86-64 in Intel's syntax, as far as compilers of C use it.</summary>
internal sealed class X64Instructions : IInstructionSet
{
    // Their first operand is read only.
    private static readonly HashSet<string> Readers =
    [
        "cmp", "test", "push", "bt", "jmp", "call", "ucomiss", "ucomisd", "comiss", "comisd", "vucomiss", "vucomisd", "vcomiss", "vcomisd", "vptest", "vtestps", "vtestpd", "ptest",
        "prefetcht0", "prefetcht1", "prefetcht2", "prefetchnta", "nop",
    ];

    // Their first operand is written without being read. AVX's are told by their names.
    private static readonly HashSet<string> Writers =
    [
        "mov", "movabs", "movzx", "movsx", "movsxd", "movd", "movq", "movaps", "movups", "movapd", "movupd", "movdqa", "movdqu", "movbe", "lea", "pop", "lzcnt", "tzcnt", "popcnt",
        "shlx", "sarx", "shrx", "rorx", "andn", "bextr", "bzhi", "pdep", "pext", "blsi", "blsr", "blsmsk",
    ];

    private static readonly Dictionary<string, string> Whole = WholeRegisters();

    // Operands that the text does not name: what is read, what is written.
    private static readonly Dictionary<string, (string[] Reads, string[] Writes)> Implicit = new(StringComparer.Ordinal)
    {
        ["div"] = (["rax", "rdx"], ["rax", "rdx"]),
        ["idiv"] = (["rax", "rdx"], ["rax", "rdx"]),
        ["mul"] = (["rax"], ["rax", "rdx"]),
        ["cqo"] = (["rax"], ["rdx"]),
        ["cdq"] = (["rax"], ["rdx"]),
        ["cdqe"] = (["rax"], ["rax"]),
        ["cwde"] = (["rax"], ["rax"]),
        ["mulx"] = (["rdx"], []),
        ["push"] = (["rsp"], ["rsp"]),
        ["pop"] = (["rsp"], ["rsp"]),
        ["call"] = (["rsp"], ["rsp"]),
        ["cpuid"] = (["rax", "rcx"], ["rax", "rbx", "rcx", "rdx"]),
    };

    public string StackPointer => "rsp";

    public bool IsJump(string mnemonic) => mnemonic[0] == 'j';

    public bool IsCall(string mnemonic) => mnemonic == "call";

    public (IReadOnlyCollection<string> Reads, IReadOnlyCollection<string> Writes) Registers(string mnemonic, string operands)
    {
        if (mnemonic.StartsWith("rep", StringComparison.Ordinal))
            return Repeated(mnemonic + operands);
        var parts = OperandText.Split(operands);
        var reads = new HashSet<string>();
        var writes = new HashSet<string>();
        if (Implicit.TryGetValue(mnemonic, out var more))
        {
            reads.UnionWith(more.Reads);
            writes.UnionWith(more.Writes);
        }
        else if (mnemonic == "imul" && parts.Count == 1)
        {
            return ([.. Named(parts[0]), "rax"], ["rax", "rdx"]);
        }

        if (IsZeroing(mnemonic, parts))
            return ([], [.. Named(parts[0])]);
        for (var index = 0; index < parts.Count; index++)
        {
            var isWritten = IsWritten(mnemonic, index, parts.Count);
            if (parts[index].Contains('[') || !isWritten || IsReadAsWell(mnemonic, parts.Count))
                reads.UnionWith(Named(parts[index]));
            if (isWritten && !parts[index].Contains('['))
                writes.UnionWith(Named(parts[index]));
        }

        return (reads, writes);
    }

    private static bool IsWritten(string mnemonic, int index, int count) => mnemonic switch
    {
        "xchg" or "xadd" => index < 2,
        "mulx" => index < 2,
        "mul" or "div" or "idiv" => false,
        _ => index == 0 && !Readers.Contains(mnemonic) && mnemonic[0] != 'j' && !(count == 1 && mnemonic.StartsWith("prefetch", StringComparison.Ordinal)),
    };

    private static bool IsReadAsWell(string mnemonic, int count) =>
        !Writers.Contains(mnemonic)
        && !mnemonic.StartsWith("set", StringComparison.Ordinal)
        && !(mnemonic == "imul" && count == 3)
        && mnemonic != "mulx"
        && !(mnemonic[0] == 'v' && !mnemonic.StartsWith("vf", StringComparison.Ordinal));

    // x ^ x and x - x are the usual ways to write zero.
    private static bool IsZeroing(string mnemonic, IReadOnlyList<string> parts) =>
        mnemonic is "xor" or "sub" or "vxorps" or "vxorpd" or "vpxor" or "xorps" or "pxor"
        && parts.Count >= 2 && parts[^1] == parts[^2] && !parts[0].Contains('[');

    private static (IReadOnlyCollection<string> Reads, IReadOnlyCollection<string> Writes) Repeated(string text) =>
        text.Contains("stos", StringComparison.Ordinal)
            ? (["rcx", "rdi", "rax"], ["rcx", "rdi"])
            : (["rcx", "rdi", "rsi"], ["rcx", "rdi", "rsi"]);

    private static IEnumerable<string> Named(string operand) =>
        OperandText.Words(operand).Select(word => Whole.GetValueOrDefault(word)).OfType<string>();

    private static Dictionary<string, string> WholeRegisters()
    {
        var whole = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var letter in "abcd")
            foreach (var name in new[] { $"r{letter}x", $"e{letter}x", $"{letter}x", $"{letter}l", $"{letter}h" })
                whole[name] = $"r{letter}x";
        foreach (var name in new[] { "si", "di", "bp", "sp" })
            foreach (var part in new[] { "r" + name, "e" + name, name, name + "l" })
                whole[part] = "r" + name;
        for (var number = 8; number < 16; number++)
            foreach (var suffix in new[] { "", "d", "w", "b" })
                whole[$"r{number}{suffix}"] = $"r{number}";
        for (var number = 0; number < 16; number++)
            whole[$"xmm{number}"] = whole[$"ymm{number}"] = $"xmm{number}";
        return whole;
    }
}
