using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime.Registers;

/// <summary>
/// The stencils of a table with their registers chosen, each made when it is asked for first, by whichever thread that
/// is. Both the words that tell where each is and what they tell of lie in reserved memory, of which only what is used
/// takes any. Lives as long as the process, as a table does.
/// </summary>
internal sealed unsafe class StencilCopies
{
    /// <summary>How much more memory is taken when it runs out.</summary>
    private const long Step = 1 << 16;

    /// <summary>Vectors are copied whole, so code is read past its end.</summary>
    private const int SlackWords = VariantWord.CopiedBytes / sizeof(ulong);

    private readonly Lock gate = new();
    private readonly string setName;
    private readonly StencilTemplates templates;
    private readonly ReservedMemory copies;
    private int used;

    /// <param name="setName">For messages.</param>
    /// <param name="templates">What is copied.</param>
    /// <param name="count">How many numbers there are.</param>
    /// <param name="words">How many words all copies take.</param>
    public StencilCopies(string setName, StencilTemplates templates, int count, long words)
    {
        this.setName = setName;
        this.templates = templates;
        Count = count;
        var numbers = new ReservedMemory(Math.Max(1, (long)count * sizeof(ulong)));
        numbers.Commit(numbers.Size);
        Words = (ulong*)numbers.Address;
        copies = new ReservedMemory((Math.Min(words, (long)VariantWord.CodeIndexMask) + SlackWords) * sizeof(ulong));
        Code = (ulong*)copies.Address;
    }

    /// <summary>How many numbers there are, from 0.</summary>
    public int Count { get; }

    /// <summary>For each number where its code is, as the table's stencils tell of theirs; 0 where it is not made yet.</summary>
    public ulong* Words { get; }

    /// <summary>What the words' indices are into.</summary>
    public ulong* Code { get; }

    /// <summary>Makes the stencil of a number, unless it is made already.</summary>
    /// <returns>Its word.</returns>
    /// <exception cref="ArgumentException">The stencil cannot have these registers.</exception>
    public ulong Make(int number)
    {
        lock (gate)
        {
            if (Words[number] != 0)
                return Words[number];
            int stencil = templates.Find(number);
            ulong template = templates.Word(stencil);
            var entry = new VariantWord(template);
            int patches = entry.FirstLabelPatch + entry.LabelCount;
            int words = patches + ((entry.Length + sizeof(ulong) - 1) / sizeof(ulong));
            Reserve(words);

            ulong* copy = Code + used;
            for (int i = 0; i < words; i++)
                copy[i] = templates.Code[entry.CodeIndex - patches + i];
            templates.ChooseRegisters(stencil, number, (byte*)(copy + patches));
            ulong word = VariantWord.WithPatching((template & ~VariantWord.CodeIndexMask) | (uint)(used + patches), copy[patches - 1]);
            used += words;
            // Whoever sees the word sees the copy.
            Volatile.Write(ref Words[number], word);
            return word;
        }
    }

    private void Reserve(int words)
    {
        long needed = (long)(used + words + SlackWords) * sizeof(ulong);
        if (needed <= copies.Committed)
            return;
        if (needed > copies.Size)
        {
            throw new InvalidOperationException(
                $"The stencils of '{setName}' fill all {copies.Size} bytes that there are for them: stitch with fewer choices of registers.");
        }

        copies.Commit(Math.Min(copies.Size, (needed + Step - 1) / Step * Step));
    }
}
