using System.Collections.Immutable;

namespace StencilJit.Wasm;

/// <summary>References to put into a table.</summary>
public sealed class ElementSegment
{
    internal ElementSegment(
        SegmentMode mode, int table, ConstantExpression start, ValueKind type, ImmutableArray<ConstantExpression> items, int offset)
    {
        Mode = mode;
        Table = table;
        Start = start;
        Type = type;
        Items = items;
        Offset = offset;
    }

    /// <summary>What becomes of it at instantiation.</summary>
    public SegmentMode Mode { get; }

    /// <summary>The table that an active segment is copied to.</summary>
    public int Table { get; }

    /// <summary>The index of the first element that an active segment is copied to.</summary>
    public ConstantExpression Start { get; }

    /// <summary>The type of its references.</summary>
    public ValueKind Type { get; }

    /// <summary>Its references.</summary>
    public ImmutableArray<ConstantExpression> Items { get; }

    /// <summary>Where it starts in the module's bytes.</summary>
    public int Offset { get; }
}
