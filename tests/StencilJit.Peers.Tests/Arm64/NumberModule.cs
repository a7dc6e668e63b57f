using StencilJit.Testing.Wasm;

namespace StencilJit.Peers.Tests.Arm64;

/// <summary>
/// A module whose function "all" takes some numbers through every instruction that AArch64 has room for a small number or offset in,
/// with numbers and offsets on both sides of where the room ends, and gives one number made of all results.
/// </summary>
internal sealed class NumberModule
{
    private const byte End = 0x0B, BranchIf = 0x0D, Call = 0x10, LocalGet = 0x20, LocalSet = 0x21, GlobalGet = 0x23, GlobalSet = 0x24, I32Const = 0x41, I64Const = 0x42;
    private const byte I64Load = 0x29, I32Add = 0x6A, I32And = 0x71, I64Add = 0x7C, I64Mul = 0x7E, I64RotateLeft = 0x89, Wrap = 0xA7, Extend = 0xAD;
    private const byte I32Type = 0x7F, I64Type = 0x7E, NoType = 0x40;

    // A global's pointer is eight bytes of the instance: the last ones are beyond 4095.
    private const int Globals = 600;

    // More than 16 MiB, which offsets in two parts reach.
    private const int Pages = 258;

    private static readonly long[] s_arguments = [0, 1, 4094, 4095, 4096, -1, -4095, -4096, int.MinValue, (1L << 32) + 4095, long.MinValue, long.MaxValue];
    private static readonly long[] s_numbers = [0, 1, 2, 255, 256, 4094, 4095, 4096, 65535, 65536, 66608, (1 << 24) - 1, 1 << 24, int.MaxValue, -1, -2, -4095, -4096, int.MinValue];
    private static readonly long[] s_wideNumbers = [1L << 32, (1L << 32) + 1, long.MaxValue, long.MinValue];
    private static readonly int[] s_offsets = [0, 1, 2, 4, 8, 255, 256, 4080, 4086, 4087, 4088, 4090, 4091, 4092, 4093, 4094, 4095, 4096, 4104, 8190, 8191, 32760, 32768, 65528, 65536, 65537, 69624,
        (1 << 20) + 4080, (1 << 24) - 32, (1 << 24) - 24, (1 << 24) - 17, (1 << 24) - 4, (1 << 24) - 1, 1 << 24, (1 << 24) + 4096];
    private static readonly byte[] s_loads = [0x28, 0x2C, 0x2D, 0x2E, 0x2F];
    private static readonly byte[] s_wideLoads = [0x29, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35];
    private static readonly byte[] s_stores = [0x36, 0x3A, 0x3B];
    private static readonly byte[] s_wideStores = [0x37, 0x3C, 0x3D, 0x3E];

    private readonly List<byte> _code = [1, 1, I64Type];

    /// <summary>The module's bytes.</summary>
    public static byte[] Create()
    {
        var module = new NumberModule();
        module.Instructions();
        module.Accesses();
        module.GlobalVariables();
        module._code.AddRange([LocalGet, 1, End]);
        return module.Assemble();
    }

    private void Instructions()
    {
        // From eq to ge_u, and from add to rotr, but for divisions, which may trap.
        foreach (var number in s_numbers)
        {
            for (byte compare = 0; compare < 10; compare++)
            {
                Compare([LocalGet, 0, Wrap, I32Const, .. Signed(number), (byte)(0x46 + compare)]);
                Compare([LocalGet, 0, I64Const, .. Signed(number), (byte)(0x51 + compare)]);
            }

            foreach (byte binary in new byte[] { 0, 1, 2, 7, 8, 9, 10, 11, 12, 13, 14 })
            {
                Add([LocalGet, 0, Wrap, I32Const, .. Signed(number), (byte)(0x6A + binary), Extend]);
                Add([LocalGet, 0, I64Const, .. Signed(number), (byte)(0x7C + binary)]);
            }
        }

        foreach (var number in s_wideNumbers)
        {
            for (byte compare = 0; compare < 10; compare++)
                Compare([LocalGet, 0, I64Const, .. Signed(number), (byte)(0x51 + compare)]);
            Add([LocalGet, 0, I64Const, .. Signed(number), I64Add]);
        }
    }

    private void Accesses()
    {
        byte[] address = [LocalGet, 0, Wrap, I32Const, .. Signed(1023), I32And];
        foreach (var offset in s_offsets)
        {
            foreach (byte store in s_stores)
                _code.AddRange([.. address, LocalGet, 1, Wrap, store, 0, .. Unsigned(offset), .. address, I32Const, 77, store, 0, .. Unsigned(offset + 16)]);
            foreach (byte store in s_wideStores)
                _code.AddRange([.. address, LocalGet, 1, store, 0, .. Unsigned(offset), .. address, I64Const, 77, store, 0, .. Unsigned(offset + 16)]);
            // What the stores left is where the sum of address and offset says.
            Add([.. address, I32Const, .. Signed(offset), I32Add, I64Load, 0, 0]);
            Add([.. address, I32Const, .. Signed(offset + 16), I32Add, I64Load, 0, 0]);
            foreach (byte load in s_loads)
                Add([.. address, load, 0, .. Unsigned(offset), Extend]);
            foreach (byte load in s_wideLoads)
                Add([.. address, load, 0, .. Unsigned(offset)]);
        }
    }

    private void GlobalVariables()
    {
        foreach (int global in new[] { 0, 1, 400, 474, 475, 476, 511, 512, Globals - 1 })
        {
            _code.AddRange([LocalGet, 1, GlobalSet, .. Unsigned(global)]);
            Add([GlobalGet, .. Unsigned(global)]);
        }
    }

    /// <summary>A condition as a value, for a branch where it holds, and for one where it does not.</summary>
    private void Compare(byte[] condition)
    {
        Add([.. condition, Extend]);
        _code.AddRange([0x02, NoType, .. condition, BranchIf, 0]);
        Add([I64Const, 5]);
        _code.AddRange([End, .. condition, 0x04, NoType]);
        Add([I64Const, 7]);
        _code.Add(End);
    }

    /// <summary>Makes a number part of the result, turned so that none is lost where the numbers are the result as it was.</summary>
    private void Add(byte[] number) => _code.AddRange([LocalGet, 1, I64Const, 7, I64RotateLeft, I64Const, 31, I64Mul, .. number, I64Add, LocalSet, 1]);

    private byte[] Assemble()
    {
        var all = s_arguments.SelectMany(number => (byte[])[LocalGet, 0, I64Const, 7, I64RotateLeft, I64Const, 31, I64Mul, I64Const, .. Signed(number), Call, 0, I64Add, LocalSet, 0]);
        byte[] main = [1, 1, I64Type, .. all, LocalGet, 0, End];
        byte[] globals = [.. Enumerable.Repeat<byte[]>([I64Type, 1, I64Const, 0, End], Globals).SelectMany(global => global)];
        return
        [
            0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00,
            .. Section(1, [2, 0x60, 1, I64Type, 1, I64Type, 0x60, 0, 1, I64Type]),
            .. Section(3, [2, 0, 1]),
            .. Section(5, [1, 0, .. Unsigned(Pages)]),
            .. Section(6, [.. Unsigned(Globals), .. globals]),
            .. Section(7, [1, 3, (byte)'a', (byte)'l', (byte)'l', 0, 1]),
            .. Section(10, [2, .. Unsigned(_code.Count), .. _code, .. Unsigned(main.Length), .. main]),
        ];
    }

    private static byte[] Section(byte id, byte[] content) => [id, .. Unsigned(content.Length), .. content];

    private static byte[] Unsigned(int value) => Leb128Writer.Unsigned((uint)value);

    private static byte[] Signed(long value) => Leb128Writer.Signed(value);
}
