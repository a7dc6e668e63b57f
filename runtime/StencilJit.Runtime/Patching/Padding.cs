using System.Runtime.Intrinsics.X86;

namespace StencilJit.Runtime.Patching;

/// <summary>Instructions that do nothing.</summary>
internal static unsafe class Padding
{
    private const uint Arm64Nop = 0xD503_201F;

    /// <summary>The recommended multi-byte NOPs of x86-64 (Intel SDM, table 4-12), those of 1 to 9 bytes in a row.</summary>
    private static ReadOnlySpan<byte> X64Nops =>
    [
        0x90,
        0x66, 0x90,
        0x0F, 0x1F, 0x00,
        0x0F, 0x1F, 0x40, 0x00,
        0x0F, 0x1F, 0x44, 0x00, 0x00,
        0x66, 0x0F, 0x1F, 0x44, 0x00, 0x00,
        0x0F, 0x1F, 0x80, 0x00, 0x00, 0x00, 0x00,
        0x0F, 0x1F, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x66, 0x0F, 0x1F, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00,
    ];

    /// <summary>Fills a gap for the running architecture.</summary>
    public static void Write(byte* at, int length)
    {
        if (X86Base.IsSupported)
        {
            for (; length > 0; length -= 9, at += 9)
            {
                int size = Math.Min(length, 9);
                X64Nops.Slice(size * (size - 1) / 2, size).CopyTo(new Span<byte>(at, size));
            }
        }
        else
        {
            new Span<uint>(at, length / sizeof(uint)).Fill(Arm64Nop);
        }
    }
}
