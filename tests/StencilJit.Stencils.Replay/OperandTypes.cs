namespace StencilJit.Stencils.Replay;

/// <summary>What follows from an operand's type.</summary>
internal static class OperandTypes
{
    public static bool IsFloat(this OperandType type) => type is OperandType.F32 or OperandType.F64;

    /// <summary>The bits of a word that belong to a value of the type.</summary>
    public static ulong Mask(this OperandType type) => type is OperandType.I32 or OperandType.F32 ? uint.MaxValue : ulong.MaxValue;

    /// <summary>Whether bits are a NaN that is not signalling.</summary>
    public static bool IsQuietNaN(this OperandType type, ulong bits) => type switch
    {
        OperandType.F32 => (bits & 0x7FC0_0000) == 0x7FC0_0000,
        OperandType.F64 => (bits & 0x7FF8_0000_0000_0000) == 0x7FF8_0000_0000_0000,
        _ => false,
    };

    /// <summary>Whether bits are a NaN.</summary>
    public static bool IsNaN(this OperandType type, ulong bits) => type switch
    {
        OperandType.F32 => (bits & 0x7FFF_FFFF) > 0x7F80_0000,
        OperandType.F64 => (bits & 0x7FFF_FFFF_FFFF_FFFF) > 0x7FF0_0000_0000_0000,
        _ => false,
    };
}
