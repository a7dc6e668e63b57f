using StencilJit.Testing.Wasm;

namespace StencilJit.Peers.Tests.Arm64;

/// <summary>
/// A module whose function "f" has few bytes that become more than a mebibyte of code, which its first branch leads over: given 0 it returns 9,
/// otherwise what it is given.
/// </summary>
internal static class FarLabelModule
{
    private const byte Block = 0x02, End = 0x0B, BranchIf = 0x0D, Drop = 0x1A, LocalGet = 0x20, LocalSet = 0x21, I32Const = 0x41, I64Const = 0x42;
    private const byte I32Type = 0x7F, I64Type = 0x7E, NoType = 0x40;

    // Each branch within the block, four bytes, moves all of its results.
    private const int Results = 900;
    private const int Branches = 150;

    /// <summary>The module's bytes.</summary>
    public static byte[] Create()
    {
        byte[] many = [.. Leb128Writer.Unsigned(Results), .. Enumerable.Repeat(I64Type, Results)];
        byte[] body =
        [
            0,
            Block, NoType, LocalGet, 0, BranchIf, 0,
            Block, 1, .. Repeat(Results, I64Const, 1), .. Repeat(Branches, I32Const, 0, BranchIf, 0), End, .. Repeat(Results, Drop),
            I32Const, 9, LocalSet, 0, End,
            LocalGet, 0, End,
        ];
        return
        [
            0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00,
            .. Section(1, [2, 0x60, 1, I32Type, 1, I32Type, 0x60, 0, .. many]),
            .. Section(3, [1, 0]),
            .. Section(7, [1, 1, (byte)'f', 0, 0]),
            .. Section(10, [1, .. Leb128Writer.Unsigned((uint)body.Length), .. body]),
        ];
    }

    private static IEnumerable<byte> Repeat(int count, params byte[] bytes) => Enumerable.Repeat(bytes, count).SelectMany(part => part);

    private static byte[] Section(byte id, byte[] content) => [id, .. Leb128Writer.Unsigned((uint)content.Length), .. content];
}
