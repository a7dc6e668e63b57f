namespace StencilJit.Compiler.Sources;

/// <summary>Where an operand lives; the letters of STENCIL's placements.</summary>
internal enum OperandPlace
{
    Register = 'r',
    Slot = 's',
    Immediate = 'i',
    SignExtendedImmediate = 'j',

    /// <summary>An immediate that is smaller than the operand has bits.</summary>
    Count = 'n',
}
