namespace StencilJit.Model;

/// <summary>The kind of registers that an operand can be in.</summary>
public enum RegisterClass
{
    /// <summary>Integers and pointers.</summary>
    Integer,

    /// <summary>Floating-point numbers.</summary>
    Float,
}
