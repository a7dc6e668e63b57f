using System.Numerics;

namespace StencilJit.Wasm.Compilation;

/// <summary>
/// The registers of the stencil set in one numbering, integer registers first, and what they are for. A set of registers is a
/// mask with a bit for each.
/// </summary>
internal static class Registers
{
    /// <summary>How many registers there are of each class.</summary>
    public const int PerClass = 8;

    public const int Count = 2 * PerClass;

    /// <summary>In place of a register.</summary>
    public const int None = -1;

    /// <summary>The last place of a table by registers that has one for what is in none.</summary>
    public const int LastPlace = (2 * Count) - 1;

    /// <summary>How many arguments of each class a call passes in registers: the first ones, in order.</summary>
    public const int Arguments = 5;

    /// <summary>How many registers of a class locals live in at most, the first ones: what is left is what most operands need at once.</summary>
    public const int Homes = 6;

    /// <summary>How many bits a register takes in a stencil's number.</summary>
    public const int NumberBits = 3;

    /// <summary>The registers of both classes.</summary>
    public const uint All = (1u << Count) - 1;

    private const uint ClassMask = (1u << PerClass) - 1;

    // What locals do not live in. Other registers hold operands where no local needs them.
    private const uint OperandsOnly = 0xC0C0;

    /// <summary>All registers of a class.</summary>
    public static uint Class(bool isFloat) => isFloat ? ClassMask << PerClass : ClassMask;

    /// <summary>The register that a call leaves a single result in, and a branch the single operand of its label.</summary>
    public static int Result(bool isFloat) => Argument(Homes, isFloat);

    /// <summary>The register of an argument.</summary>
    /// <param name="index">Its position among the arguments of its class.</param>
    /// <param name="isFloat">The class.</param>
    public static int Argument(int index, bool isFloat) => (isFloat ? PerClass : 0) + index;

    public static bool IsFloat(int register) => register >= PerClass;

    public static uint Bit(int register) => 1u << register;

    /// <summary>Takes one register out of a set that is not empty.</summary>
    public static int TakeFirst(ref uint set)
    {
        int register = BitOperations.TrailingZeroCount(set);
        set &= set - 1;
        return register;
    }

    /// <summary>Which of some free registers an operand takes.</summary>
    public static int Choose(uint free) => BitOperations.TrailingZeroCount((free & OperandsOnly) != 0 ? free & OperandsOnly : free);

    /// <summary>A register's part of a stencil's number.</summary>
    /// <param name="register">The register.</param>
    /// <param name="operand">Its position among the stencil's register operands, the result last.</param>
    public static int Number(int register, int operand) => (register & (PerClass - 1)) << (NumberBits * operand);
}
