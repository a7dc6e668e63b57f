namespace StencilJit.Model;

/// <summary>The processor architecture of a target.</summary>
public enum Architecture
{
    /// <summary>x86-64: variable-length instructions, fields at byte positions.</summary>
    X64,

    /// <summary>AArch64: 32-bit instructions, fields at bit positions.</summary>
    Arm64,
}
