using System.Numerics;

namespace StencilJit.Wasm.Compilation;

/// <summary>
/// What a number is multiplied by, and the product shifted by, instead of a division by a number greater than 1: the compiler's
/// side of stencils/wasm/reciprocal.h. The factor is 2^p / d, rounded up, and the product shifted by p is rounded down. For the
/// numbers that are divided p is large enough for what was rounded up not to reach the next quotient.
/// </summary>
/// <param name="Factor">The factor; where it has 65 bits, the lower 64.</param>
/// <param name="Shift">By how much the product is shifted, or its upper half.</param>
/// <param name="IsLong">Whether the factor has 65 bits.</param>
internal readonly record struct Reciprocal(ulong Factor, int Shift, bool IsLong = false)
{
    /// <summary>Of a divisor of unsigned numbers of 32 bits: the upper half of the product is the quotient.</summary>
    public static Reciprocal Unsigned32(uint divisor) => new((ulong.MaxValue / divisor) + 1, 0);

    /// <summary>Of a divisor of signed numbers of 32 bits: the product has 64 bits.</summary>
    public static Reciprocal Signed32(int divisor)
    {
        int shift = 31 + CeilingLog2((uint)divisor);
        return new(((1UL << shift) / (uint)divisor) + 1, shift);
    }

    /// <summary>Of a divisor of unsigned numbers of 64 bits.</summary>
    public static Reciprocal Unsigned64(ulong divisor)
    {
        int shift = CeilingLog2(divisor);
        var (quotient, remainder) = DivideUpper(1UL << (shift - 1), divisor);
        // A factor of 64 bits is rounded up, which few divisors forgive: what is added must be no more than 2^(shift - 1).
        ulong error = remainder == 0 ? 0 : divisor - remainder;
        if (error <= 1UL << (shift - 1))
            return new(quotient + (error == 0 ? 0UL : 1), shift - 1);
        ulong half = remainder >= divisor - remainder ? 1UL : 0;
        return new((quotient << 1) + half + 1, shift - 1, IsLong: true);
    }

    /// <summary>Of a divisor of signed numbers of 64 bits.</summary>
    public static Reciprocal Signed64(long divisor)
    {
        int shift = CeilingLog2((ulong)divisor) - 1;
        return new(DivideUpper(1UL << shift, (ulong)divisor).Quotient + 1, shift);
    }

    /// <summary>
    /// Divides a number times 2^64: bit by bit, as .NET compiles no code for 128 bits before a process starts.
    /// </summary>
    /// <param name="upper">The number.</param>
    /// <param name="divisor">The divisor.</param>
    /// <returns>The quotient's lower 64 bits, and the remainder.</returns>
    private static (ulong Quotient, ulong Remainder) DivideUpper(ulong upper, ulong divisor)
    {
        ulong remainder = upper % divisor;
        ulong quotient = 0;
        for (int bit = 0; bit < 64; bit++)
        {
            bool isLarger = remainder >= divisor - remainder;
            quotient = (quotient << 1) | (isLarger ? 1UL : 0);
            remainder = isLarger ? remainder - (divisor - remainder) : remainder << 1;
        }

        return (quotient, remainder);
    }

    private static int CeilingLog2(ulong number) => 64 - BitOperations.LeadingZeroCount(number - 1);
}
