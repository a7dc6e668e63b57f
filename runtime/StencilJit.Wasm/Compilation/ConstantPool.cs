namespace StencilJit.Wasm.Compilation;

/// <summary>
/// Numbers that compiled code reads from its instance, where a load takes fewer instructions than making them: the first ones that a
/// module's code comes to, each once.
/// </summary>
internal sealed class ConstantPool
{
    /// <summary>How many an instance has room for, used or not.</summary>
    public const int Capacity = 32;

    private readonly ulong[] _numbers = new ulong[Capacity];
    private int _count;

    /// <summary>The numbers, by their places.</summary>
    public ReadOnlySpan<ulong> Numbers => _numbers.AsSpan(0, _count);

    /// <summary>Finds the place of a number, a new one where there is room.</summary>
    public bool TryFind(ulong bits, out int place)
    {
        place = Numbers.IndexOf(bits);
        if (place >= 0)
            return true;
        if (_count == Capacity)
            return false;
        place = _count++;
        _numbers[place] = bits;
        return true;
    }
}
