namespace StencilJit.Wasm.Compilation;

/// <summary>
/// Numbers that compiled code reads from its instance, where a load takes fewer instructions than making them: the first ones that
/// the code of a module, or of one of its parts, comes to, each once.
/// </summary>
/// <param name="first">The first place in an instance that is the pool's.</param>
/// <param name="capacity">How many there are.</param>
internal sealed class ConstantPool(int first, int capacity)
{
    /// <summary>How many an instance has room for, used or not.</summary>
    public const int Room = 64;

    private readonly ulong[] _numbers = new ulong[capacity];
    private int _count;

    /// <summary>The pool of code that is compiled in one of several parts, which have the same room each.</summary>
    public static ConstantPool Of(int part, int parts) => new(part * (Room / parts), Room / parts);

    /// <summary>Finds the place of a number, a new one where there is room.</summary>
    public bool TryFind(ulong bits, out int place)
    {
        int index = _numbers.AsSpan(0, _count).IndexOf(bits);
        if (index < 0)
        {
            if (_count == _numbers.Length)
            {
                place = 0;
                return false;
            }

            index = _count++;
            _numbers[index] = bits;
        }

        place = first + index;
        return true;
    }

    /// <summary>Writes the numbers to their places.</summary>
    /// <param name="numbers">All places of an instance.</param>
    public void CopyTo(Span<ulong> numbers) => _numbers.AsSpan(0, _count).CopyTo(numbers[first..]);
}
