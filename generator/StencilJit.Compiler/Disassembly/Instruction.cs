namespace StencilJit.Compiler.Disassembly;

/// <summary>A decoded instruction.</summary>
/// <param name="Offset">Byte offset in the code.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Mnemonic">Its name.</param>
/// <param name="Operands">Its operands as text, in Intel's order on x86-64: the one that is written first.</param>
public readonly record struct Instruction(int Offset, int Length, string Mnemonic, string Operands)
{
    /// <summary>The byte offset behind it.</summary>
    public int End => Offset + Length;
}
