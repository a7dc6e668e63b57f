using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime;

/// <summary>
/// The stencils of one set on one target as the source generator emits them: pointers into the assembly's read-only
/// data. Nothing is decoded or copied before code is stitched.
/// </summary>
/// <remarks>
/// <para>All blobs are little-endian 64-bit words. The <i>code</i> holds, for each variant, its label patches with the
/// last one first, its fixed patches with the last one first, then its bytes, zero-padded to a whole word: a stencil's
/// patches share a cache line with its code. There are at least 2 fixed patches; dummies, whose field lies just behind
/// the code, make up the number. Behind the last variant stand 4 words of zero, for code is copied 32 bytes at a time.</para>
/// <para>The <i>variants</i> hold one word a variant: bits 0 to 23 the index of its code's first word, 24 to 39 its length in
/// bytes, 40 to 47 the number of its fixed patches without dummies, 48 to 55 of its label patches; bit 62 is set where
/// a fixed patch's value is a trap, bit 63 where the code is longer than 32 bytes, more than 2 patches are fixed, or
/// one of them is 64 bits wide.</para>
/// <para>A <i>patch</i>: bits 0 to 15 the field's byte offset in the code, 16 to 23 its PatchKind, 24 to 31 the value (a fixed
/// patch: 0 to 31 a hole, 32 the address of the set's data, 33 and up a trap; a label patch: which of the stencil's
/// labels), 32 to 63 the signed addend.</para>
/// </remarks>
public sealed unsafe class StencilTable
{
    private readonly string[] traps;

    private StencilTable(string name, Architecture architecture, string[] traps)
    {
        Name = name;
        Architecture = architecture;
        this.traps = traps;
    }

    /// <summary>The set's name, from STENCIL_SET.</summary>
    public string Name { get; }

    /// <summary>The processor architecture that the code is for.</summary>
    public Architecture Architecture { get; }

    /// <summary>How many variants there are; they are numbered from 0.</summary>
    public int VariantCount { get; private init; }

    /// <summary>The bytes of read-only data that the set's code refers to.</summary>
    public int DataLength { get; private init; }

    /// <summary>The names of the set's traps, by number.</summary>
    public IReadOnlyList<string> Traps => traps;

    internal ulong* Code { get; private init; }

    internal ulong* Variants { get; private init; }

    internal byte* Data { get; private init; }

    /// <summary>Wraps a generated table. Called by generated code.</summary>
    /// <param name="name">The set's name.</param>
    /// <param name="architecture">The processor architecture that the code is for.</param>
    /// <param name="code">Patches and code of every variant. Must never move, as data of an assembly does not.</param>
    /// <param name="variants">A word for each variant. Must never move.</param>
    /// <param name="data">The set's read-only data, zero-padded to whole words. Must never move.</param>
    /// <param name="dataLength">The length of the data in bytes.</param>
    /// <param name="traps">The names of the set's traps.</param>
    public static StencilTable Create(
        string name,
        Architecture architecture,
        ReadOnlySpan<ulong> code,
        ReadOnlySpan<ulong> variants,
        ReadOnlySpan<ulong> data,
        int dataLength,
        params ReadOnlySpan<string> traps)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)dataLength, (uint)data.Length * sizeof(ulong), nameof(dataLength));
        if (traps.Length > PatchWord.MaximumTraps)
        {
            throw new ArgumentException(
                $"The set '{name}' has {traps.Length} traps; a table holds {PatchWord.MaximumTraps} at most.", nameof(traps));
        }

        return new StencilTable(name, architecture, traps.ToArray())
        {
            VariantCount = variants.Length,
            DataLength = dataLength,
            Code = Pointer(code),
            Variants = Pointer(variants),
            Data = (byte*)Pointer(data),
        };
    }

    private static ulong* Pointer(ReadOnlySpan<ulong> words) =>
        (ulong*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(words));
}
