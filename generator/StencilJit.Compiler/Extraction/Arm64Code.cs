using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using StencilJit.Compiler.Objects;

namespace StencilJit.Compiler.Extraction;

/// <summary>A function's instructions as a list that may be changed: what they branch to is an instruction, not a distance.</summary>
internal sealed class Arm64Code
{
    private const int InstructionBytes = 4;

    private Arm64Code(List<Arm64Word> words) => Words = words;

    /// <summary>The instructions in order.</summary>
    public List<Arm64Word> Words { get; }

    /// <summary>Reads a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="code">Its instructions.</param>
    /// <returns>Whether all can be moved: none refers to another place but by a branch.</returns>
    public static bool TryRead(FunctionCode function, [NotNullWhen(true)] out Arm64Code? code)
    {
        code = null;
        var words = new List<Arm64Word>(function.Contents.Length / InstructionBytes);
        for (var offset = 0; offset < function.Contents.Length; offset += InstructionBytes)
            words.Add(new Arm64Word(BinaryPrimitives.ReadUInt32LittleEndian(function.Contents.AsSpan(offset))));
        foreach (var relocation in function.Relocations)
        {
            // An ADRP and what adds to it have one each.
            if (relocation.Offset % InstructionBytes != 0 || words[relocation.Offset / InstructionBytes].Relocation is not null)
                return false;
            words[relocation.Offset / InstructionBytes].Relocation = relocation;
        }

        for (var index = 0; index < words.Count; index++)
        {
            var word = words[index];
            if (word.Relocation is not null)
                continue;
            if (word.IsOtherwiseRelative)
                return false;
            if (word.Distance.Width == 0)
                continue;
            var target = index + word.TakeDistance();
            if (target < 0 || target >= words.Count)
                return false;
            word.Target = words[target];
        }

        code = new Arm64Code(words);
        return true;
    }

    /// <summary>The instruction behind another one, or null.</summary>
    public Arm64Word? Next(Arm64Word word) => Words.IndexOf(word) + 1 is var next && next > 0 && next < Words.Count ? Words[next] : null;

    /// <summary>Whether some instruction branches to this one.</summary>
    public bool IsTarget(Arm64Word word) => Words.Exists(other => other.Target == word);

    /// <summary>The function that the instructions make now.</summary>
    public FunctionCode ToFunction()
    {
        var contents = new byte[Words.Count * InstructionBytes];
        var relocations = new List<Relocation>();
        for (var index = 0; index < Words.Count; index++)
        {
            var word = Words[index];
            var offset = index * InstructionBytes;
            BinaryPrimitives.WriteUInt32LittleEndian(contents.AsSpan(offset), word.Target is { } target ? word.With(Words.IndexOf(target) - index) : word.Bits);
            if (word.Relocation is { } relocation)
                relocations.Add(relocation with { Offset = offset });
        }

        return new FunctionCode(contents, relocations);
    }
}
