namespace StencilJit.Wasm.Compilation;

/// <summary>Memory for many values that never moves, so that pointers into it are as good as it is. Its content is not cleared.</summary>
/// <param name="count">How many values there is room for at first.</param>
internal sealed unsafe class PinnedBuffer<T>(int count)
    where T : unmanaged
{
    private T[] _values = GC.AllocateUninitializedArray<T>(count, pinned: true);

    /// <summary>The first value; another one after <see cref="Ensure"/>.</summary>
    public T* Start => (T*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0);

    /// <summary>Makes sure that there is room.</summary>
    /// <param name="count">For how many values.</param>
    /// <param name="kept">How many of the first values are kept where the memory has to be replaced.</param>
    /// <returns>The first value.</returns>
    public T* Ensure(int count, int kept)
    {
        if (_values.Length < count)
        {
            var larger = GC.AllocateUninitializedArray<T>(Math.Max(count, 2 * _values.Length), pinned: true);
            _values.AsSpan(0, kept).CopyTo(larger);
            _values = larger;
        }

        return Start;
    }
}
