namespace StencilJit.Wasm.Compilation;

/// <summary>
/// Which locals that have a register have their value in it, and which have it in their slot: masks of registers. Each has it
/// in one of both at least.
/// </summary>
/// <param name="InRegister">Whose register has the value.</param>
/// <param name="InSlot">Whose slot has it.</param>
internal readonly record struct LocalPlaces(uint InRegister, uint InSlot);
