namespace StencilJit.Runtime.Patching;

/// <summary>Writes values into AArch64 code: bit fields of 32-bit instructions.</summary>
internal static unsafe class Arm64Patch
{
    private const int Relative = 1 << 24;
    private const int Truncated = 1 << 25;
    private const int Immediate12 = 12 << 8 | 10 << 16;
    private const int Immediate16 = 16 << 8 | 5 << 16 | Truncated;

    /// <summary>
    /// How each kind's field is made, so that no branch depends on the kind: bits 0 to 7 how far the value is shifted
    /// right, 8 to 15 the field's width, 16 to 23 its position, then the flags; what is relative is signed.
    /// </summary>
    private static ReadOnlySpan<int> Fields =>
    [
        0, 0, 0, // the three of x86-64
        0 | Immediate12, 1 | Immediate12, 2 | Immediate12, 3 | Immediate12,
        0 | Immediate16, 16 | Immediate16, 32 | Immediate16, 48 | Immediate16,
        2 | 26 << 8 | Relative, 2 | 19 << 8 | 5 << 16 | Relative, 2 | 14 << 8 | 5 << 16 | Relative,
        0, // Page21 has two fields
        0 | 12 << 8 | 10 << 16 | Truncated, 2 | 10 << 8 | 10 << 16 | Truncated,
        3 | 9 << 8 | 10 << 16 | Truncated, 4 | 8 << 8 | 10 << 16 | Truncated,
        0, 0, 0, // shifts have two fields, or one that depends on the instruction
        12 | Immediate12,
    ];

    /// <summary>Writes a patch of any kind whose value is one of a writer's.</summary>
    /// <param name="code">Where the stencil's code is written.</param>
    /// <param name="address">The address where that code will run.</param>
    /// <param name="values">The writer's values.</param>
    /// <param name="word">The patch.</param>
    public static void Write(byte* code, nint address, ulong* values, ulong word)
    {
        var patch = new PatchWord(word);
        WriteValue(code + patch.Offset, address + patch.Offset, patch, (long)values[patch.Value]);
    }

    /// <summary>Writes a patch of any kind.</summary>
    /// <param name="field">Where the instruction is written.</param>
    /// <param name="address">The address where the instruction will be when the code runs.</param>
    /// <param name="patch">The patch.</param>
    /// <param name="value">The value, without the patch's addend.</param>
    public static void WriteValue(byte* field, long address, PatchWord patch, long value)
    {
        value += patch.Addend;
        if (patch.Kind == PatchKind.Page21)
        {
            WritePage(field, address, value);
            return;
        }

        if (patch.Kind is PatchKind.ShiftLeft or PatchKind.ShiftRight or PatchKind.Rotate)
        {
            WriteCount((uint*)field, patch.Kind, (uint)value);
            return;
        }

        if ((uint)patch.Kind >= (uint)Fields.Length || Fields[(int)patch.Kind] == 0)
        {
            throw new InvalidOperationException(
                $"Patch kind {(int)patch.Kind} is not one of AArch64: the stencil table is damaged; rebuild the project that generated it.");
        }

        int form = Fields[(int)patch.Kind];
        int shift = (byte)form;
        int width = (byte)(form >> 8);
        int position = (byte)(form >> 16);
        if ((form & Relative) != 0)
            value -= address;
        if ((form & Truncated) == 0)
            CheckRange(value, shift, width, (form & Relative) != 0, patch.Kind, address);

        uint bits = (uint)(value >> shift) & ((1u << width) - 1);
        *(uint*)field |= bits << position;
    }

    /// <summary>ADRP: the distance in pages of 4 KiB, its low two bits apart from the others.</summary>
    private static void WritePage(byte* field, long address, long value)
    {
        long distance = (value & ~0xFFFL) - (address & ~0xFFFL);
        CheckRange(distance, 12, 21, signed: true, PatchKind.Page21, address);
        uint pages = (uint)(distance >> 12) & 0x1F_FFFF;
        *(uint*)field |= (pages & 3) << 29 | pages >> 2 << 5;
    }

    /// <summary>UBFM, SBFM and EXTR, as far as they shift or rotate all bits of a register: by how many, modulo its width.</summary>
    private static void WriteCount(uint* field, PatchKind kind, uint count)
    {
        const int immr = 16, imms = 10;
        uint mask = (int)*field < 0 ? 63u : 31u;
        *field |= kind switch
        {
            PatchKind.ShiftLeft => (0 - count & mask) << immr | (~count & mask) << imms,
            PatchKind.ShiftRight => (count & mask) << immr,
            _ => (count & mask) << imms,
        };
    }

    private static void CheckRange(long value, int shift, int width, bool signed, PatchKind kind, long address)
    {
        long limit = 1L << (signed ? width - 1 : width);
        long scaled = value >> shift;
        bool fits = scaled < limit && scaled >= (signed ? -limit : 0) && scaled << shift == value;
        if (fits)
            return;
        if (signed)
            throw BranchOutOfRangeException.Create(kind, address, value, limit << shift);
        throw new ArgumentOutOfRangeException(
            nameof(value),
            value,
            $"A hole of kind {kind} takes multiples of {1 << shift} from 0 to {(limit - 1) << shift}. Give a value within the hole's limit (for a slot: the set's SlotLimit).");
    }
}
