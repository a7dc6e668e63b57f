using StencilJit.Wasm.Decoding;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Compilation;

/// <summary>
/// The memory that grows with the longest function of a module. One compilation after the other uses it: the system clears
/// memory page by page as it is first written, which would take longer than compiling what fits in a page.
/// </summary>
internal sealed unsafe class CompilationMemory
{
    /// <summary>The function that is compiled.</summary>
    public DecodedFunction Function { get; } = new();

    /// <summary>Its stack of operands.</summary>
    public PinnedBuffer<Operand> Operands { get; } = new(64);

    /// <summary>Its open blocks.</summary>
    public PinnedBuffer<Block> Blocks { get; } = new(16);

    /// <summary>How many bytes it takes.</summary>
    public long ReservedBytes => Function.ReservedBytes + Operands.ReservedBytes + Blocks.ReservedBytes;

    /// <summary>Makes room for functions of a length at once, rather than for one after the other.</summary>
    /// <param name="longest">The most bytes that the code of a function has.</param>
    public void Reserve(int longest)
    {
        Function.Reserve(longest);
        Operands.Ensure(longest, kept: 0);
    }
}
