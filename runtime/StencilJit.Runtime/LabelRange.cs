using System.Runtime.CompilerServices;

namespace StencilJit.Runtime;

/// <summary>
/// Labels that one <see cref="CodeWriter.DefineLabels"/> made, such as one for each function of a program: they take no memory but
/// that in their writer.
/// </summary>
public readonly struct LabelRange
{
    private readonly ulong first;

    internal LabelRange(ulong first, int count)
    {
        this.first = first;
        Count = count;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>One of them.</summary>
    /// <param name="index">At least 0 and less than <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such label.</exception>
    public Label this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)Count)
                Throw(index);
            return new Label(first + (uint)index);
        }
    }

    private void Throw(int index) =>
        throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} labels, numbered from 0.");
}
