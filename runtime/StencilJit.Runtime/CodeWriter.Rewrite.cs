using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime;

/// <content>Values that are known only later.</content>
public sealed unsafe partial class CodeWriter
{
    /// <summary>
    /// Writes a stencil once more where it was emitted, with other values for its holes; the code around it stays.
    /// </summary>
    /// <param name="position">The value of <see cref="Position"/> before the stencil was emitted.</param>
    /// <param name="variant">The variant that was emitted there; one without labels.</param>
    /// <param name="holes">The holes' values.</param>
    public void Rewrite(int position, int variant, params ReadOnlySpan<ulong> holes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)position, (uint)Position, nameof(position));
        int recorded = log is null ? 0 : log.Find(position, variant);
        if (limit == null)
            ThrowIfNotOpen();
        SetValues(holes);
        CopyWord word = Word(variant);
        if (word.LabelCount != 0)
            ThrowNeedsLabels(variant);

        byte* at = start + position;
        ulong* source = code + word.CodeIndex;
        // Fields of AArch64 are parts of instructions, into which bits can only be put once.
        if (!X86Base.IsSupported)
            Unsafe.CopyBlockUnaligned(at, source, (uint)word.Length);
        // The field of a byte at the end of the code is written as a word: what is behind is put back.
        byte* behind = at + word.Length;
        uint saved = *(uint*)behind;
        WriteFixed(at, word, source);
        *(uint*)behind = saved;
        log?.Replace(recorded, new ReadOnlySpan<ulong>(values, HoleCount(word)));
    }
}
