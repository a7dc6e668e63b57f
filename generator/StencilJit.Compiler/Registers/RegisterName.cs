using StencilJit.Model;

namespace StencilJit.Compiler.Registers;

/// <summary>A machine register, or a part of one, as a disassembler names it.</summary>
/// <param name="Class">Whether it is one for integers.</param>
/// <param name="Number">Its number in machine code; parts of the same register share it.</param>
/// <param name="Part">Which part of the register: tells names of one number apart.</param>
internal readonly record struct RegisterName(RegisterClass Class, int Number, char Part);
