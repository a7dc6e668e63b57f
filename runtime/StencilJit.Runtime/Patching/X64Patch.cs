using System.Runtime.CompilerServices;

namespace StencilJit.Runtime.Patching;

/// <summary>Writes values into x86-64 code.</summary>
internal static unsafe class X64Patch
{
    /// <summary>
    /// Writes an Abs32 or Rel32 patch without a branch: stencils follow each other in an order that no branch predictor
    /// foresees, so one that looked at the kind would cost more than all the rest of stitching.
    /// </summary>
    /// <param name="code">Where the stencil's code is written.</param>
    /// <param name="address">Low half of the address where that code will run.</param>
    /// <param name="values">The writer's values.</param>
    /// <param name="word">The patch.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteNarrow(byte* code, uint address, ulong* values, ulong word)
    {
        // All arithmetic is modulo 2^32. Of the two kinds only Rel32, which is 2, has bit 17 of the word set.
        uint offset = (ushort)word;
        uint relative = (address + offset) & (uint)-(int)((word >> 17) & 1);
        *(uint*)(code + offset) = (uint)values[(byte)(word >> 24)] + (uint)(word >> 32) - relative;
    }

    /// <summary>Writes a patch of any kind.</summary>
    /// <param name="field">Where the field is written.</param>
    /// <param name="address">The address where the field will be when the code runs.</param>
    /// <param name="patch">The patch.</param>
    /// <param name="value">The value, without the patch's addend.</param>
    public static void Write(byte* field, long address, PatchWord patch, long value)
    {
        value += patch.Addend;
        switch (patch.Kind)
        {
            case PatchKind.Abs32:
                *(int*)field = (int)value;
                break;
            case PatchKind.Abs64:
                *(long*)field = value;
                break;
            case PatchKind.Rel32:
                value -= address;
                if (value != (int)value)
                    throw BranchOutOfRangeException.Create(PatchKind.Rel32, address, value, 1L << 31);
                *(int*)field = (int)value;
                break;
            default:
                throw new InvalidOperationException(
                    $"Patch kind {(int)patch.Kind} is not one of x86-64: the stencil table is damaged; rebuild the project that generated it.");
        }
    }
}
