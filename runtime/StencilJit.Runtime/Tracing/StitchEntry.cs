namespace StencilJit.Runtime.Tracing;

/// <summary>One stencil in a block's code, or padding between stencils.</summary>
public readonly struct StitchEntry
{
    /// <summary>The <see cref="Source"/> of what belongs to no place in the source.</summary>
    public const long NoSource = -1;

    private readonly StitchBlock block;
    private readonly int index;

    internal StitchEntry(StitchBlock block, int index)
    {
        this.block = block;
        this.index = index;
    }

    /// <summary>Where it starts in the block's code, in bytes.</summary>
    public int Offset => Record.Offset;

    /// <summary>Its bytes; 0 for a stencil without code.</summary>
    public int Length => Record.Length;

    /// <summary>Whether this is no stencil: instructions that do nothing, put there by <see cref="CodeWriter.Align"/>, or 4 bytes of <see cref="CodeWriter.EmitTable"/>.</summary>
    public bool IsPadding => Record.Variant == StitchRecord.Padding;

    /// <summary>The stencil's number in the set's table, which tells its registers, too; -1 for padding.</summary>
    public int Variant => Record.Variant;

    /// <summary>
    /// The place in the source that was being compiled, as <see cref="StitchLog.Source"/> or
    /// <see cref="StitchLog.SourceCursor"/> gave it; <see cref="NoSource"/> for padding or where neither was set.
    /// </summary>
    public long Source => Record.Source;

    /// <summary>
    /// The values of the stencil's holes without labels, in order. Holes at the end whose value is not in the machine code
    /// are left out.
    /// </summary>
    public ReadOnlySpan<ulong> Values => block.Values.Slice(Record.FirstValue, Record.ValueCount);

    /// <summary>How many labels the stencil branches to.</summary>
    public int TargetCount => Record.TargetCount;

    /// <summary>The bytes of code.</summary>
    public ReadOnlySpan<byte> Code => block.Code.Span.Slice(Offset, Length);

    private ref readonly StitchRecord Record => ref block.Records[index];

    /// <summary>Where a label of the stencil is, as an offset in the block's code.</summary>
    /// <param name="label">The number of the label hole, from 0 to <see cref="TargetCount"/> - 1.</param>
    public int Target(int label)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)TargetCount, nameof(label));
        return (int)block.Values[Record.FirstValue + Record.ValueCount + label];
    }
}
