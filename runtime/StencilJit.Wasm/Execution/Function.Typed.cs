using System.Runtime.CompilerServices;

namespace StencilJit.Wasm;

/// <content>Calls with types known to the C# compiler: int, long, float and double, and uint and ulong as i32 and i64.</content>
public sealed unsafe partial class Function
{
    /// <summary>Calls a function of type [] -> [<typeparamref name="TResult"/>].</summary>
    /// <inheritdoc cref="Call{T1, T2, T3, T4, TResult}"/>
    public TResult Call<TResult>()
        where TResult : unmanaged
    {
        ulong* slots = Prepare(0, IsKind<TResult>(Type.Results, 0), typeof(TResult));
        Call();
        return Get<TResult>(slots);
    }

    /// <summary>Calls a function of type [<typeparamref name="T1"/>] -> [<typeparamref name="TResult"/>].</summary>
    /// <inheritdoc cref="Call{T1, T2, T3, T4, TResult}"/>
    public TResult Call<T1, TResult>(T1 a)
        where T1 : unmanaged
        where TResult : unmanaged
    {
        bool matches = IsKind<T1>(Type.Parameters, 0) && IsKind<TResult>(Type.Results, 0);
        ulong* slots = Prepare(1, matches, typeof(TResult));
        Set(slots, a);
        Call();
        return Get<TResult>(slots);
    }

    /// <summary>Calls a function with two parameters.</summary>
    /// <inheritdoc cref="Call{T1, T2, T3, T4, TResult}"/>
    public TResult Call<T1, T2, TResult>(T1 a, T2 b)
        where T1 : unmanaged
        where T2 : unmanaged
        where TResult : unmanaged
    {
        bool matches = IsKind<T1>(Type.Parameters, 0) && IsKind<T2>(Type.Parameters, 1) && IsKind<TResult>(Type.Results, 0);
        ulong* slots = Prepare(2, matches, typeof(TResult));
        Set(slots, a);
        Set(slots + 1, b);
        Call();
        return Get<TResult>(slots);
    }

    /// <summary>Calls a function with three parameters.</summary>
    /// <inheritdoc cref="Call{T1, T2, T3, T4, TResult}"/>
    public TResult Call<T1, T2, T3, TResult>(T1 a, T2 b, T3 c)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where TResult : unmanaged
    {
        bool matches = IsKind<T1>(Type.Parameters, 0) && IsKind<T2>(Type.Parameters, 1) && IsKind<T3>(Type.Parameters, 2)
            && IsKind<TResult>(Type.Results, 0);
        ulong* slots = Prepare(3, matches, typeof(TResult));
        Set(slots, a);
        Set(slots + 1, b);
        Set(slots + 2, c);
        Call();
        return Get<TResult>(slots);
    }

    /// <summary>Calls a function with four parameters.</summary>
    /// <typeparam name="T1">The type of the first parameter.</typeparam>
    /// <typeparam name="T2">The type of the second parameter.</typeparam>
    /// <typeparam name="T3">The type of the third parameter.</typeparam>
    /// <typeparam name="T4">The type of the fourth parameter.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="a">The first argument.</param>
    /// <param name="b">The second argument.</param>
    /// <param name="c">The third argument.</param>
    /// <param name="d">The fourth argument.</param>
    /// <returns>The result.</returns>
    /// <exception cref="InvalidOperationException">The function is of another type.</exception>
    /// <exception cref="TrapException">The code stopped with a trap.</exception>
    public TResult Call<T1, T2, T3, T4, TResult>(T1 a, T2 b, T3 c, T4 d)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where TResult : unmanaged
    {
        bool matches = IsKind<T1>(Type.Parameters, 0) && IsKind<T2>(Type.Parameters, 1) && IsKind<T3>(Type.Parameters, 2)
            && IsKind<T4>(Type.Parameters, 3) && IsKind<TResult>(Type.Results, 0);
        ulong* slots = Prepare(4, matches, typeof(TResult));
        Set(slots, a);
        Set(slots + 1, b);
        Set(slots + 2, c);
        Set(slots + 3, d);
        Call();
        return Get<TResult>(slots);
    }

    private ulong* Prepare(int parameters, bool kindsMatch, Type result)
    {
        if (!kindsMatch || Type.Parameters.Length != parameters || Type.Results.Length != 1)
        {
            throw new InvalidOperationException(
                $"The function is of type {Type}, but it is called with {parameters} arguments for a result of type "
                + $"{result.Name}; or their types differ.");
        }

        return Store.PrepareCall(Math.Max(parameters, 1));
    }

    private static bool IsKind<T>(System.Collections.Immutable.ImmutableArray<ValueKind> kinds, int index)
    {
        if (index >= kinds.Length)
            return false;
        var kind = kinds[index];
        return (typeof(T) == typeof(int) || typeof(T) == typeof(uint)) ? kind == ValueKind.I32
            : (typeof(T) == typeof(long) || typeof(T) == typeof(ulong)) ? kind == ValueKind.I64
            : typeof(T) == typeof(float) ? kind == ValueKind.F32
            : typeof(T) == typeof(double) && kind == ValueKind.F64;
    }

    private static void Set<T>(ulong* slot, T value)
        where T : unmanaged =>
        *slot = sizeof(T) == sizeof(uint) ? Unsafe.BitCast<T, uint>(value) : Unsafe.BitCast<T, ulong>(value);

    private static T Get<T>(ulong* slot)
        where T : unmanaged =>
        sizeof(T) == sizeof(uint) ? Unsafe.BitCast<uint, T>((uint)*slot) : Unsafe.BitCast<ulong, T>(*slot);
}
