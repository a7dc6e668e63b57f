using System.Runtime.Intrinsics;
using StencilJit.Wasm.Decoding;

namespace StencilJit.Wasm.Compilation;

/// <summary>
/// Finds the locals of a class that are used most, those that come first before others of the same weight. Which they are, nobody
/// foresees: a sorted list is kept in vectors, and each local is put into it without a branch.
/// </summary>
/// <remarks>
/// A local's key is its weight with its index, so that there are no two alike, as the fraction of a number of at least one: such are
/// ordered as their bits are, and there are instructions for the greater and the lesser of them.
/// </remarks>
internal static unsafe class MostUsed
{
    /// <summary>How many keys <see cref="Find"/> gives.</summary>
    public const int Count = Registers.Homes;

    /// <summary>The least key of a local that is used at all.</summary>
    public const long LeastUsed = One + (1L << IndexBits);

    private const int IndexBits = 20;
    private const long IndexMask = (1L << IndexBits) - 1;
    private const long One = 0x3FFL << 52;

    // What a key has room for.
    private const long MostWeight = (1L << (52 - IndexBits)) - 1;

    /// <summary>The index of a key's local.</summary>
    public static int IndexOf(long key) => (int)(~key & IndexMask);

    /// <summary>Finds the locals of a class.</summary>
    /// <param name="uses">How locals are used.</param>
    /// <param name="types">Their types.</param>
    /// <param name="isFloat">The class.</param>
    /// <param name="keys">Where <see cref="Count"/> keys go, the greatest first; such below <see cref="LeastUsed"/> are of no used local.</param>
    /// <param name="first">Of the locals from here on those that are used are counted.</param>
    /// <returns>Their number.</returns>
    public static int Find(LocalUse* uses, ReadOnlySpan<ValueKind> types, bool isFloat, long* keys, int first)
    {
        var top = Vector128<double>.Zero;
        var middle = Vector128<double>.Zero;
        var bottom = Vector128<double>.Zero;
        int used = 0;
        for (int local = 0; local < types.Length; local++)
        {
            if (Operand.IsFloatKind(types[local]) != isFloat)
                continue;
            long weight = Math.Min(MostWeight, uses[local].Weight);
            used += (int)((ulong)-weight >> 63) & ~((local - first) >> 31);
            var key = Vector128.Create(BitConverter.Int64BitsToDouble(One | (weight << IndexBits) | (~local & IndexMask)));
            // A place gets the key where that is greater than what is there, or what was in the place before where that is not.
            var aboveBottom = Vector128.Create(middle.GetElement(1), bottom.GetElement(0));
            var aboveMiddle = Vector128.Create(top.GetElement(1), middle.GetElement(0));
            var aboveTop = Vector128.Create(double.MaxValue, top.GetElement(0));
            bottom = Vector128.MaxNative(bottom, Vector128.MinNative(aboveBottom, key));
            middle = Vector128.MaxNative(middle, Vector128.MinNative(aboveMiddle, key));
            top = Vector128.MaxNative(top, Vector128.MinNative(aboveTop, key));
        }

        top.AsInt64().Store(keys);
        middle.AsInt64().Store(keys + 2);
        bottom.AsInt64().Store(keys + 4);
        return used;
    }
}
