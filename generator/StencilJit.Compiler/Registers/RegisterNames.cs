using System.Collections.Frozen;
using StencilJit.Model;

namespace StencilJit.Compiler.Registers;

/// <summary>The names of an architecture's registers, read and written.</summary>
internal sealed class RegisterNames
{
    private readonly FrozenDictionary<string, RegisterName> byText;
    private readonly FrozenDictionary<string, RegisterName>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private readonly FrozenDictionary<RegisterName, string> texts;

    private RegisterNames(IEnumerable<(string Text, RegisterName Name)> names)
    {
        var all = names.ToList();
        byText = all.ToFrozenDictionary(one => one.Text, one => one.Name, StringComparer.Ordinal);
        bySpan = byText.GetAlternateLookup<ReadOnlySpan<char>>();
        texts = all.DistinctBy(one => one.Name).ToFrozenDictionary(one => one.Name, one => one.Text);
    }

    private static RegisterNames X64 { get; } = new(X64Names());

    private static RegisterNames Arm64 { get; } = new(Arm64Names());

    /// <summary>The names of an architecture.</summary>
    public static RegisterNames For(Architecture architecture) => architecture == Architecture.X64 ? X64 : Arm64;

    /// <summary>The register that a word names; false where it names none.</summary>
    public bool TryParse(ReadOnlySpan<char> word, out RegisterName name) => bySpan.TryGetValue(word, out name);

    /// <summary>The name of a register.</summary>
    public string TextOf(RegisterName name) => texts[name];

    private static IEnumerable<(string Text, RegisterName Name)> X64Names()
    {
        string[] old = ["ax", "cx", "dx", "bx", "sp", "bp", "si", "di"];
        string[] low = ["al", "cl", "dl", "bl", "spl", "bpl", "sil", "dil"];
        for (var number = 0; number < 8; number++)
        {
            yield return ("r" + old[number], Integer(number, 'q'));
            yield return ("e" + old[number], Integer(number, 'd'));
            yield return (old[number], Integer(number, 'w'));
            yield return (low[number], Integer(number, 'b'));
            yield return ($"r{number + 8}", Integer(number + 8, 'q'));
            yield return ($"r{number + 8}d", Integer(number + 8, 'd'));
            yield return ($"r{number + 8}w", Integer(number + 8, 'w'));
            yield return ($"r{number + 8}b", Integer(number + 8, 'b'));
        }

        // The second bytes of the first four, which code with a REX prefix cannot name.
        for (var number = 0; number < 4; number++)
            yield return (old[number][0] + "h", Integer(number, 'h'));
        for (var number = 0; number < 16; number++)
        {
            yield return ($"xmm{number}", new RegisterName(RegisterClass.Float, number, 'x'));
            yield return ($"ymm{number}", new RegisterName(RegisterClass.Float, number, 'y'));
        }
    }

    private static IEnumerable<(string Text, RegisterName Name)> Arm64Names()
    {
        for (var number = 0; number < 31; number++)
        {
            yield return ($"x{number}", Integer(number, 'x'));
            yield return ($"w{number}", Integer(number, 'w'));
        }

        for (var number = 0; number < 32; number++)
            foreach (var part in "bhsdqv")
                yield return ($"{part}{number}", new RegisterName(RegisterClass.Float, number, part));
    }

    private static RegisterName Integer(int number, char part) => new(RegisterClass.Integer, number, part);
}
