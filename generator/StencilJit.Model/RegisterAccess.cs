namespace StencilJit.Model;

/// <summary>What a stencil does with the register of an operand or a result.</summary>
public enum RegisterAccess
{
    /// <summary>Reads it; it is the same afterwards.</summary>
    Read,

    /// <summary>Writes its result there; no operand of the same class may be there.</summary>
    Write,

    /// <summary>Reads an operand there and leaves the result in its place; no other operand of the same class may be there.</summary>
    Update,
}
