namespace StencilJit.Compiler.Targets;

/// <summary>
/// Inline assembly that loads a constant behind the code generator's back. A hole whose value the generator would fold
/// into something else (the negated value, a shift count, a constant pool) is loaded this way instead.
/// </summary>
/// <param name="Load32">Loads 32 bits into operand $0, zero-extended.</param>
/// <param name="Load64">Loads 64 bits into operand $0.</param>
/// <param name="LoadByte">Loads 8 bits into operand $0, zero-extended to 64.</param>
/// <param name="BitsPerOperand">How many bits of the value each of the operands $1, $2 … carries.</param>
/// <param name="Load32Signed">Loads 32 bits into operand $0, sign-extended to 64; null where no instruction does.</param>
public sealed record OpaqueImmediates(string Load32, string Load64, string LoadByte, int BitsPerOperand, string? Load32Signed = null);
