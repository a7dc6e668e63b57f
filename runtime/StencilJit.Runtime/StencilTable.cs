using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StencilJit.Runtime.Patching;
using StencilJit.Runtime.Registers;

namespace StencilJit.Runtime;

/// <summary>
/// The stencils of one set on one target as the source generator emits them: pointers into the assembly's read-only
/// data. Nothing is decoded or copied before a stencil is stitched for the first time; then it is copied once for each
/// choice of registers that is asked for, and kept.
/// </summary>
/// <remarks>
/// <para>All blobs are little-endian 64-bit words. The <i>code</i> holds, for each stencil, its label patches with the
/// last one first, its fixed patches with the last one first, then its bytes, zero-padded to a whole word: a stencil's
/// patches share a cache line with its code. There are at least 2 fixed patches; dummies, whose field lies just behind
/// the code, make up the number. Behind the last stencil stand 4 words of zero, for code is copied 32 bytes at a time.</para>
/// <para>The <i>stencils</i> hold two words a stencil. The first one: bits 0 to 23 the index of its code's first word, 24 to 39
/// its length in bytes, 40 to 47 the number of its fixed patches without dummies, 48 to 55 of its label patches; bit 61
/// is set where the code is longer than 32 bytes, more than 2 patches are fixed, or one of them is 64 bits wide, bit 62
/// where a fixed patch's value is a trap, bit 63 where bit 61 is or there are label patches. The second one: bits 0 to
/// 31 the stencil's first number, 32 to 55 the index of its first word in the registers, 56 to 63 how many registers it has.</para>
/// <para>The <i>registers</i> hold, for each register of a stencil, a word with how many bits of code hold its number in bits 0
/// to 31, set bit 32 where it is one for floating-point numbers, set bit 33 where the result goes there; then these
/// bits, two a word: the bit of the register's number in bits 0 to 4, the position in the code, in bits, above.</para>
/// <para>A <i>patch</i>: bits 0 to 15 the field's byte offset in the code, 16 to 23 its PatchKind, 24 to 31 the value (a fixed
/// patch: 0 to 31 a hole, 32 the address of the set's data, 33 and up a trap; a label patch: which of the stencil's
/// labels), 32 to 63 the signed addend.</para>
/// </remarks>
public sealed unsafe class StencilTable
{
    private readonly string[] traps;

    private StencilTable(string name, Architecture architecture, string[] traps, StencilCopies copies)
    {
        Name = name;
        Architecture = architecture;
        this.traps = traps;
        Copies = copies;
    }

    /// <summary>The set's name, from STENCIL_SET.</summary>
    public string Name { get; }

    /// <summary>The processor architecture that the code is for.</summary>
    public Architecture Architecture { get; }

    /// <summary>How many variants there are, stencils with a choice of registers; they are numbered from 0.</summary>
    public int VariantCount => Copies.Count;

    /// <summary>The bytes of read-only data that the set's code refers to.</summary>
    public int DataLength { get; private init; }

    /// <summary>The names of the set's traps, by number.</summary>
    public IReadOnlyList<string> Traps => traps;

    /// <summary>The stencils with registers chosen.</summary>
    internal StencilCopies Copies { get; }

    internal byte* Data { get; private init; }

    /// <summary>Wraps a generated table. Called by generated code. What spans refer to must never move, as data of an assembly does not.</summary>
    /// <param name="name">The set's name.</param>
    /// <param name="architecture">The processor architecture that the code is for.</param>
    /// <param name="code">Patches and code of every stencil.</param>
    /// <param name="stencils">Two words for each stencil.</param>
    /// <param name="registers">Where the numbers of registers are in the code.</param>
    /// <param name="names">The stencils' names and placements in UTF-8, a line each.</param>
    /// <param name="integers">The numbers of the registers that integer operands can be in.</param>
    /// <param name="floats">The numbers of the registers that floating-point operands can be in.</param>
    /// <param name="variantCount">How many numbers the stencils have in all.</param>
    /// <param name="copyWords">How many words all stencils take with all choices of registers.</param>
    /// <param name="data">The set's read-only data, zero-padded to whole words.</param>
    /// <param name="dataLength">The length of the data in bytes.</param>
    /// <param name="traps">The names of the set's traps.</param>
    public static StencilTable Create(
        string name,
        Architecture architecture,
        ReadOnlySpan<ulong> code,
        ReadOnlySpan<ulong> stencils,
        ReadOnlySpan<ulong> registers,
        ReadOnlySpan<byte> names,
        ReadOnlySpan<byte> integers,
        ReadOnlySpan<byte> floats,
        int variantCount,
        long copyWords,
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

        var templates = new StencilTemplates(
            Pointer(code), Pointer(stencils), stencils.Length / 2, Pointer(registers),
            (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(names)), names.Length, integers.ToArray(), floats.ToArray());
        return new StencilTable(name, architecture, traps.ToArray(), new StencilCopies(name, templates, variantCount, copyWords))
        {
            DataLength = dataLength,
            Data = (byte*)Pointer(data),
        };
    }

    private static ulong* Pointer(ReadOnlySpan<ulong> words) =>
        (ulong*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(words));
}
