namespace StencilJit.Compiler.Sources;

/// <summary>What becomes of a result.</summary>
internal enum ResultPlace
{
    None = '\0',
    Register = 'r',
    Slot = 's',
    JumpIfTrue = '?',
    JumpIfFalse = '!',
}
