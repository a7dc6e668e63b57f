using StencilJit.Compiler.Disassembly;

namespace StencilJit.Compiler.Registers;

/// <summary>An instruction's operands, taken apart into words and what stands between them.</summary>
internal static class InstructionWords
{
    /// <summary>The words of an instruction's operands, and each thing between words as one of its own.</summary>
    public static IReadOnlyList<string> Of(Instruction instruction)
    {
        var words = new List<string>();
        var text = instruction.Operands;
        for (var index = 0; index < text.Length;)
        {
            var start = index++;
            if (IsWord(text[start]))
                while (index < text.Length && IsWord(text[index]))
                    index++;
            words.Add(text[start..index]);
        }
        return words;
    }

    private static bool IsWord(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';
}
