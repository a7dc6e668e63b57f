namespace StencilJit.Wasm.Compilation;

/// <summary>
/// Which locals that have a register have their value in it, and which have it in their slot: masks of registers. Each has it
/// in one of both at least.
/// </summary>
/// <remarks>Both are asked about and changed together, so they are one number.</remarks>
internal readonly record struct LocalPlaces
{
    private const int SlotShift = 32;

    /// <param name="inRegister">Whose register has the value.</param>
    /// <param name="inSlot">Whose slot has it.</param>
    public LocalPlaces(uint inRegister, uint inSlot) => Bits = inRegister | ((ulong)inSlot << SlotShift);

    private LocalPlaces(ulong bits) => Bits = bits;

    public ulong Bits { get; }

    /// <summary>Whose register has the value.</summary>
    public uint InRegister => (uint)Bits;

    /// <summary>Whose slot has it.</summary>
    public uint InSlot => (uint)(Bits >> SlotShift);

    public static LocalPlaces Of(ulong bits) => new(bits);

    public LocalPlaces WithRegisters(uint homes) => new(Bits | homes);

    public LocalPlaces WithSlots(uint homes) => new(Bits | ((ulong)homes << SlotShift));

    /// <summary>Where the values of locals are that are set in their registers.</summary>
    public LocalPlaces Set(uint homes) => new((Bits | homes) & ~((ulong)homes << SlotShift));

    /// <summary>What whoever goes to where locals are in these places has to see to: that each is in its register, or in its slot.</summary>
    /// <param name="homes">The registers of all locals that have one.</param>
    public LocalPlaces Required(uint homes) => new(InRegister, homes & ~InRegister);
}
