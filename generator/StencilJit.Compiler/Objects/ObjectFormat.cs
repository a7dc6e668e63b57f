namespace StencilJit.Compiler.Objects;

/// <summary>The format of a target's object files.</summary>
public enum ObjectFormat
{
    /// <summary>Of Linux; also used for Windows, whose calling convention it leaves alone.</summary>
    Elf,

    /// <summary>Of Apple's systems.</summary>
    MachO,
}
