namespace StencilJit.Runtime.Tracing;

/// <summary>An entry as logs and blocks keep it: its values, and behind them its targets, are in a list that all entries share.</summary>
internal struct StitchRecord
{
    public const int Padding = -1;

    public long Source;
    public int Offset;

    /// <summary>The stencil's variant, or <see cref="Padding"/>.</summary>
    public int Variant;

    public int FirstValue;
    public ushort Length;
    public byte ValueCount;
    public byte TargetCount;

    public readonly int End => Offset + Length;
}
