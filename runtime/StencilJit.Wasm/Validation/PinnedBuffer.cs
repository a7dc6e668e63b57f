namespace StencilJit.Wasm.Validation;

/// <summary>
/// Memory for many values that are written and read through pointers, without looking each time whether there is room: who writes
/// makes sure before that there is. It never moves, only <see cref="Ensure"/> replaces it. Its content is not cleared.
/// </summary>
internal sealed unsafe class PinnedBuffer<T>
    where T : unmanaged
{
    private T[] _values;

    /// <param name="count">How many values there is room for at first.</param>
    public PinnedBuffer(int count) => _values = Allocate(count);

    /// <summary>The first value; another one after <see cref="Ensure"/>. Who keeps it keeps the buffer, too.</summary>
    public T* Start { get; private set; }

    /// <summary>How many values there is room for.</summary>
    public int Capacity => _values.Length;

    /// <summary>How many bytes that takes.</summary>
    public long ReservedBytes => (long)_values.Length * sizeof(T);

    /// <summary>Makes sure that there is room.</summary>
    /// <param name="count">For how many values.</param>
    /// <param name="kept">How many of the first values are kept where the memory has to be replaced.</param>
    /// <returns>The first value.</returns>
    public T* Ensure(int count, int kept)
    {
        if (_values.Length < count)
        {
            var before = _values.AsSpan(0, kept);
            _values = Allocate((int)Math.Max(count, Math.Min(2L * _values.Length, Array.MaxLength)));
            before.CopyTo(_values);
        }

        return Start;
    }

    private T[] Allocate(int count)
    {
        var values = GC.AllocateUninitializedArray<T>(count, pinned: true);
        fixed (T* start = values)
            Start = start;
        return values;
    }
}
