namespace StencilJit.Wasm.Validation;

/// <summary>
/// Memory for many values that are written and read through pointers, without looking each time whether there is room: who writes
/// makes sure before that there is. It never moves, only <see cref="Ensure"/> replaces it. Its content is not cleared.
/// </summary>
internal sealed unsafe class PinnedBuffer<T>
    where T : unmanaged
{
    // Threads that write next to each other wait for each other: a buffer has pairs of cache lines, which processors fetch, for itself.
    private const int Alignment = 128;

    // The values and what is before and behind them for that.
    private T[] _memory;

    /// <param name="count">How many values there is room for at first.</param>
    public PinnedBuffer(int count) => _memory = Allocate(count);

    /// <summary>The first value; another one after <see cref="Ensure"/>. Who keeps it keeps the buffer, too.</summary>
    public T* Start { get; private set; }

    /// <summary>How many values there is room for.</summary>
    public int Capacity => _memory.Length - Padding;

    /// <summary>How many bytes that takes.</summary>
    public long ReservedBytes => (long)_memory.Length * sizeof(T);

    private static int Padding => ((2 * Alignment) + sizeof(T) - 1) / sizeof(T);

    /// <summary>Makes sure that there is room.</summary>
    /// <param name="count">For how many values.</param>
    /// <param name="kept">How many of the first values are kept where the memory has to be replaced.</param>
    /// <returns>The first value.</returns>
    public T* Ensure(int count, int kept)
    {
        if (Capacity < count)
        {
            var before = new ReadOnlySpan<T>(Start, kept);
            var old = _memory;
            _memory = Allocate((int)Math.Max(count, Math.Min(2L * Capacity, Array.MaxLength - Padding)));
            before.CopyTo(new Span<T>(Start, kept));
            GC.KeepAlive(old);
        }

        return Start;
    }

    private T[] Allocate(int count)
    {
        var memory = GC.AllocateUninitializedArray<T>(count + Padding, pinned: true);
        fixed (T* first = memory)
            Start = (T*)(((nuint)first + Alignment - 1) / Alignment * Alignment);
        return memory;
    }
}
