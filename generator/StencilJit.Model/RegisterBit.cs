namespace StencilJit.Model;

/// <summary>A bit of a stencil's code that is flipped where the number of a register has a bit set.</summary>
/// <param name="Position">The bit in the code: 8 times the byte's offset, plus 0 for its lowest to 7 for its highest bit.</param>
/// <param name="NumberBit">The bit of the register's hardware number.</param>
public readonly record struct RegisterBit(int Position, int NumberBit);
