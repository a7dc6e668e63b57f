using System.Runtime.InteropServices;

namespace StencilJit.Runtime.Tracing;

/// <summary>
/// Records what writers stitch: given to <see cref="StencilImage.CreateWriter"/>, it takes down every stencil with its
/// values, at the price of a slower writer. It records one writer after the other, on one thread at a time; each
/// <see cref="CodeWriter.Commit"/> adds a block, and a writer that is disposed without leaves nothing.
/// </summary>
public sealed class StitchLog
{
    private readonly List<StitchBlock> blocks = [];
    private readonly List<StitchRecord> records = [];
    private readonly List<ulong> values = [];
    private readonly List<StitchRegion> regions = [];
    private CodeWriter? writer;

    /// <summary>
    /// The place in the source that the stencils come from which are emitted next, such as the byte offset of an instruction;
    /// not negative, or <see cref="StitchEntry.NoSource"/>. Not looked at while there is a <see cref="SourceCursor"/>.
    /// </summary>
    public long Source { get; set; } = StitchEntry.NoSource;

    /// <summary>Asked for the source of each stencil, instead of <see cref="Source"/>.</summary>
    public ISourceCursor? SourceCursor { get; set; }

    /// <summary>What is being compiled: kept with the block when its writer commits.</summary>
    public StitchSource? Document { get; set; }

    internal Span<StitchRecord> Records => CollectionsMarshal.AsSpan(records);

    internal Span<ulong> Values => CollectionsMarshal.AsSpan(values);

    /// <summary>Names the code from the writer's position on, up to the next region or the end.</summary>
    /// <param name="name">What to call it, such as a function's name.</param>
    /// <param name="id">What the compiler knows it by, such as a function's index.</param>
    /// <exception cref="InvalidOperationException">No writer is being recorded.</exception>
    public void BeginRegion(string name, long id)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (writer is null)
            throw new InvalidOperationException("A region is part of a writer's code: create the writer with this log first.");
        regions.Add(new StitchRegion(name, id, writer.Position, 0));
    }

    /// <summary>What all writers committed so far.</summary>
    public StitchTrace ToTrace() => new([.. blocks]);

    internal void ThrowIfRecording()
    {
        if (writer is not null)
            throw new InvalidOperationException("The log still records another writer: commit or dispose that first, or use a log for each.");
    }

    internal void Begin(CodeWriter recorded)
    {
        writer = recorded;
        records.Clear();
        values.Clear();
        regions.Clear();
    }

    /// <summary>Ends the recording of a writer whose code was given up, or whose block is added.</summary>
    internal void End() => writer = null;

    /// <summary>Adds a stencil; its targets are room for what is known at the end only.</summary>
    internal void Add(int variant, int offset, int length, ReadOnlySpan<ulong> holes, int targets)
    {
        TrimTo(offset);
        records.Add(new StitchRecord
        {
            Source = SourceCursor is { } cursor ? cursor.SourceOffset : Source,
            Offset = offset,
            Variant = variant,
            FirstValue = values.Count,
            Length = (ushort)length,
            ValueCount = (byte)holes.Length,
            TargetCount = (byte)targets,
        });
        values.AddRange(holes);
        CollectionsMarshal.SetCount(values, values.Count + targets);
    }

    internal void AddPadding(int offset, int length)
    {
        TrimTo(offset);
        records.Add(new StitchRecord
        {
            Source = StitchEntry.NoSource,
            Offset = offset,
            Variant = StitchRecord.Padding,
            FirstValue = values.Count,
            Length = (ushort)length,
        });
    }

    /// <summary>Finds a stencil that is to be rewritten.</summary>
    /// <returns>The index of its record.</returns>
    internal int Find(int offset, int variant)
    {
        int low = 0;
        for (int high = records.Count; low < high;)
        {
            int middle = (low + high) / 2;
            if (records[middle].Offset < offset)
                low = middle + 1;
            else
                high = middle;
        }

        for (; low < records.Count && records[low].Offset == offset; low++)
        {
            if (records[low].Variant == variant)
                return low;
        }

        throw new ArgumentException($"No variant {variant} was emitted at position {offset}: give the position and variant of one Emit.");
    }

    internal void Replace(int index, ReadOnlySpan<ulong> holes) => holes.CopyTo(Values[records[index].FirstValue..]);

    /// <summary>Forgets a stencil that was refused after it was added: its writer did not go on behind it.</summary>
    internal void TrimTo(int position)
    {
        if (records.Count == 0 || records[^1].End <= position)
            return;
        CollectionsMarshal.SetCount(values, records[^1].FirstValue);
        records.RemoveAt(records.Count - 1);
    }

    internal void AddBlock(StencilTable table, nint address, byte[] code)
    {
        var parts = regions.ToArray();
        Measure(parts, code.Length);
        blocks.Add(new StitchBlock([.. records], [.. values], parts)
        {
            SetName = table.Name,
            VariantCount = table.VariantCount,
            Architecture = table.Architecture,
            Address = address,
            Code = code,
            Source = Document,
        });
    }

    /// <summary>Gives regions their lengths.</summary>
    internal static void Measure(Span<StitchRegion> regions, int end)
    {
        for (int i = regions.Length - 1; i >= 0; i--)
        {
            regions[i] = regions[i] with { Length = end - regions[i].Offset };
            end = regions[i].Offset;
        }
    }
}
