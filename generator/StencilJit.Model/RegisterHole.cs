namespace StencilJit.Model;

/// <summary>A register that a stencil leaves open, chosen when stitching.</summary>
/// <param name="Name">The operand's name in the C source, or <c>result</c>.</param>
/// <param name="Class">From which registers it is chosen.</param>
/// <param name="Access">What the stencil does with it.</param>
/// <param name="Bits">Where the register's number is in the code, ordered by position.</param>
public sealed record RegisterHole(string Name, RegisterClass Class, RegisterAccess Access, IReadOnlyList<RegisterBit> Bits)
{
    /// <summary>Whether the stencil leaves its result there, so that no other operand of its class may share it.</summary>
    public bool IsWritten => Access != RegisterAccess.Read;
}
