using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime;

/// <content>Tables of labels, for code that jumps to one of many.</content>
public sealed unsafe partial class CodeWriter
{
    private const ulong TableEntry = (ulong)PatchKind.Rel32 << 16;

    /// <summary>
    /// Appends a table: for each label 4 bytes, the signed distance to it from where the entry itself stands. Code must not
    /// run into it.
    /// </summary>
    /// <param name="targets">The labels, bound or not; one may stand several times.</param>
    /// <exception cref="CodeHeapExhaustedException">The writer's space is used up; nothing was written.</exception>
    public void EmitTable(ReadOnlySpan<Label> targets)
    {
        if (limit == null)
            ThrowIfNotOpen();
        long length = (long)sizeof(int) * targets.Length;
        if (length > limit - cursor)
            ThrowNoSpace((int)Math.Min(length, int.MaxValue));
        foreach (Label target in targets)
            _ = LabelEntry(target);
        foreach (Label target in targets)
        {
            log?.AddPadding(Position, sizeof(int));
            AddBranch(cursor, new PatchWord(TableEntry), target);
            cursor += sizeof(int);
        }
    }
}
