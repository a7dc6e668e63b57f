using System.Runtime.CompilerServices;
using StencilJit.Runtime.Memory;
using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime.Registers;

/// <summary>
/// The stencils of a table with their registers chosen, each made when it is asked for first, by whichever thread that
/// is. Both the words that tell where each is and what they tell of lie in reserved memory, of which only what is used
/// takes any. Lives as long as the process, as a table does.
/// </summary>
/// <remarks>
/// Code begins in the middle of a cache line: short code, its padded patches and a label's are all in one, and neither
/// a vector of it nor a patch is in two.
/// </remarks>
internal sealed unsafe class StencilCopies
{
    /// <summary>How much more memory is taken when it runs out.</summary>
    private const long Step = 1 << 16;

    /// <summary>About what the copies take that much code is stitched from.</summary>
    private const long UsualCopies = 512 << 10;

    private const int LineWords = 64 / sizeof(ulong);
    private const int CodeInLine = LineWords / 2;

    private readonly Lock gate = new();
    private readonly string setName;
    private readonly StencilTemplates templates;

    /// <summary>The words and, behind them, the copies.</summary>
    private readonly ReservedMemory memory;

    private readonly nint start;
    private readonly long wordBytes;

    /// <summary>Always whole lines.</summary>
    private int used;

    private bool isInHugePages;

    /// <param name="setName">For messages.</param>
    /// <param name="templates">What is copied.</param>
    /// <param name="count">How many numbers there are.</param>
    /// <param name="words">How many words all copies take, one right behind the other.</param>
    public StencilCopies(string setName, StencilTemplates templates, int count, long words)
    {
        this.setName = setName;
        this.templates = templates;
        Count = count;
        wordBytes = RoundUp(Math.Max(1, (long)count), LineWords) * sizeof(ulong);
        // Both what stands before the code and the code itself take up to a line more than they have words.
        long most = words + (((long)count * 2) + 1) * LineWords;
        // A huge page more before the words, so that they start with one, and one behind the copies, so that they may end with one.
        memory = new ReservedMemory(wordBytes + Math.Clamp(most, 1, CopyWord.MaximumWords) * sizeof(ulong) + 2 * HugePages.Size);
        start = (nint)HugePages.RoundUp(memory.Address);
        memory.Commit(start - memory.Address + wordBytes);
        Words = (ulong*)start;
        Code = (ulong*)(start + (nint)wordBytes);
    }

    /// <summary>How many numbers there are, from 0.</summary>
    public int Count { get; }

    /// <summary>For each number the <see cref="CopyWord"/> of its copy; 0 where it is not made yet.</summary>
    public ulong* Words { get; }

    /// <summary>What the words' indices are into.</summary>
    public ulong* Code { get; }

    /// <summary>
    /// Puts the words of a large set and its first copies into huge pages, where that is not done yet: what stitches much code reads
    /// them all over, a page of each at first, and then more pages than the processor's first TLB has entries.
    /// </summary>
    public void UseHugePages()
    {
        if (Volatile.Read(ref isInHugePages) || !HugePages.AreWorth(wordBytes))
            return;
        lock (gate)
        {
            if (isInHugePages)
                return;
            memory.CommitInHugePages(start, HugePages.RoundUp(wordBytes + UsualCopies));
            Volatile.Write(ref isInHugePages, true);
        }
    }

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
            var entry = new VariantWord(templates.Word(stencil));
            int patches = entry.PatchCount;
            int codeWords = (entry.Length + sizeof(ulong) - 1) / sizeof(ulong);
            int index = used + CodeInLine + RoundUp(Math.Max(0, patches - CodeInLine), LineWords);
            int end = index + CodeInLine + RoundUp(Math.Max(0, codeWords - CodeInLine), LineWords);
            // Short code is copied with the line behind it.
            Reserve(end + LineWords);

            ulong* code = Code + index;
            Unsafe.CopyBlock(code - patches, templates.Code + entry.CodeIndex - patches, (uint)((patches + codeWords) * sizeof(ulong)));
            // Dummies write behind the code, where the next stencil follows.
            for (int i = patches + 1; i <= CopyWord.PaddedPatches; i++)
                code[-i] = (uint)entry.Length;
            templates.ChooseRegisters(stencil, number, (byte*)code);
            WidenBytes(code, entry);
            ulong word = CopyWord.Of(entry, code, index);
            used = end;
            // Whoever sees the word sees the copy.
            Volatile.Write(ref Words[number], word);
            return word;
        }
    }

    /// <summary>
    /// Makes words of patches of a byte, so that what is stitched need not tell them apart: the three bytes behind it are known, and so
    /// added. What of them other patches write comes later, as fields are in order; behind the code comes the next stencil.
    /// </summary>
    private static void WidenBytes(ulong* code, VariantWord entry)
    {
        for (int i = 1; i <= entry.FixedCount; i++)
        {
            var patch = new PatchWord(code[-i]);
            if (patch.Kind != PatchKind.Abs8)
                continue;
            uint behind = 0;
            for (int next = Math.Min(entry.Length, patch.Offset + sizeof(uint)) - 1; next > patch.Offset; next--)
                behind = (behind | ((byte*)code)[next]) << 8;
            code[-i] = patch.With(PatchKind.Abs32, patch.Addend + (int)behind).Bits;
        }
    }

    private static int RoundUp(int words, int multiple) => (int)RoundUp((long)words, multiple);

    private static long RoundUp(long words, int multiple) => (words + multiple - 1) / multiple * multiple;

    private void Reserve(int words)
    {
        long needed = (nint)(Code + words) - memory.Address;
        if (needed <= memory.Committed)
            return;
        if (needed > memory.Size || words > CopyWord.MaximumWords)
        {
            throw new InvalidOperationException(
                $"The stencils of '{setName}' fill all {CopyWord.MaximumWords * sizeof(ulong)} bytes that there are for them: stitch with fewer choices of registers.");
        }

        memory.Commit(Math.Min(memory.Size, (needed + Step - 1) / Step * Step));
    }
}
