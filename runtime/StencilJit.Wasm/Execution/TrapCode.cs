namespace StencilJit.Wasm.Execution;

/// <summary>What stands in the context for a trap that was taken; 0 for none.</summary>
internal static class TrapCode
{
    /// <summary>A host function threw; the store keeps the exception.</summary>
    public const uint HostException = uint.MaxValue;

    public static uint Of(TrapKind kind) => (uint)kind + 1;

    public static TrapKind KindOf(uint code) => (TrapKind)(code - 1);

    /// <summary>The code of a trap that stencils leave with by themselves.</summary>
    public static uint Of(WasmStencils.Trap trap) => Of(trap switch
    {
        WasmStencils.Trap.Unreachable => TrapKind.Unreachable,
        WasmStencils.Trap.IntegerDivideByZero => TrapKind.IntegerDivideByZero,
        WasmStencils.Trap.IntegerOverflow => TrapKind.IntegerOverflow,
        WasmStencils.Trap.InvalidConversion => TrapKind.InvalidConversionToInteger,
        WasmStencils.Trap.OutOfBounds => TrapKind.OutOfBoundsMemoryAccess,
        WasmStencils.Trap.OutOfBoundsTable => TrapKind.OutOfBoundsTableAccess,
        WasmStencils.Trap.UndefinedElement => TrapKind.UndefinedElement,
        WasmStencils.Trap.UninitializedElement => TrapKind.UninitializedElement,
        WasmStencils.Trap.IndirectCallTypeMismatch => TrapKind.IndirectCallTypeMismatch,
        WasmStencils.Trap.CallStackExhausted => TrapKind.CallStackExhausted,
        _ => throw new InvalidOperationException($"The stencils' trap {trap} has no kind."),
    });
}
