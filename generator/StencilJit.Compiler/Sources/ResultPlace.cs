namespace StencilJit.Compiler.Sources;

/// <summary>What becomes of a result.</summary>
internal enum ResultPlace
{
    None = '\0',
    Register = 'r',
    Slot = 's',

    /// <summary>Where the first operand of its class is: in its register, or in the slot of the first operand.</summary>
    Tied = 't',
    JumpIfTrue = '?',
    JumpIfFalse = '!',
}
