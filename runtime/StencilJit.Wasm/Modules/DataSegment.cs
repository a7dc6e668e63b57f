namespace StencilJit.Wasm;

/// <summary>Bytes to put into a memory.</summary>
public readonly struct DataSegment
{
    internal DataSegment(SegmentMode mode, int memory, ConstantExpression start, ReadOnlyMemory<byte> bytes, int offset)
    {
        Mode = mode;
        Memory = memory;
        Start = start;
        Bytes = bytes;
        Offset = offset;
    }

    /// <summary>What becomes of it at instantiation: active or passive.</summary>
    public SegmentMode Mode { get; }

    /// <summary>The memory that an active segment is copied to.</summary>
    public int Memory { get; }

    /// <summary>The address of the first byte that an active segment is copied to.</summary>
    public ConstantExpression Start { get; }

    /// <summary>The bytes: a part of the module's.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Where the segment starts in the module's bytes.</summary>
    public int Offset { get; }
}
