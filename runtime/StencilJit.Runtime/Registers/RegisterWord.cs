namespace StencilJit.Runtime.Registers;

/// <summary>What a table says of one register of a stencil; see <see cref="StencilTable"/>.</summary>
internal readonly struct RegisterWord(ulong bits)
{
    /// <summary>How many bits of code hold its number.</summary>
    public int BitCount => (int)(uint)bits;

    public bool IsFloat => ((bits >> 32) & 1) != 0;

    /// <summary>Whether the stencil's result goes there.</summary>
    public bool IsWritten => ((bits >> 33) & 1) != 0;
}
