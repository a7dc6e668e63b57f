namespace StencilJit.Wasm.Compilation;

/// <summary>
/// A function type as the compiler needs it: how such functions are called, and what such blocks take and give. Made once for a
/// module (<see cref="ConventionTable"/>), all in plain memory.
/// </summary>
internal unsafe struct CallingConvention
{
    public int ParameterCount;

    public int ResultCount;

    /// <summary>How many slots of the callee's frame the caller reads or writes at most.</summary>
    public int FrameSlots;

    /// <summary>The register of the single result; where there is none, any one for results.</summary>
    public int ResultRegister;

    /// <summary>The type of the single result; where there is none, any one.</summary>
    public ValueKind Result;

    /// <summary>The registers that arguments come in.</summary>
    public uint RegisterSet;

    /// <summary>Whether some arguments come in slots.</summary>
    public bool HasSlots;

    /// <summary>Whether there is one result.</summary>
    public bool HasSingleResult;

    /// <summary>
    /// The register that each argument comes in; <see cref="Compilation.Registers.None"/> for those that come in their slots.
    /// </summary>
    public sbyte* Registers;

    /// <summary>The types of the parameters.</summary>
    public ValueKind* Parameters;

    /// <summary>The types of the results.</summary>
    public ValueKind* Results;

    public readonly ReadOnlySpan<ValueKind> ParameterTypes => new(Parameters, ParameterCount);

    public readonly ReadOnlySpan<ValueKind> ResultTypes => new(Results, ResultCount);
}
