using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime.Tests;

/// <summary>The formulas of x86-64's patch kinds, on whatever architecture the tests run.</summary>
public sealed unsafe class X64PatchTests
{
    private const long Address = 0x7F00_1234_5670;

    [Theory]
    [InlineData(0x12345678, 0, "78563412")]
    [InlineData(0x12345678, -4, "74563412")]
    [InlineData(-2, 0, "FEFFFFFF")]
    [InlineData(0xFFFF_FFFF, 1, "00000000")]
    [InlineData(16, int.MinValue, "10000080")]
    public void Abs32_writes_value_plus_addend(long value, int addend, string expected) =>
        Assert.Equal($"EEEEEE{expected}EEEEEEEEEE", Patched(PatchKind.Abs32, value, addend));

    [Theory]
    [InlineData(0x1122334455667788, 0, "8877665544332211")]
    [InlineData(0x1122334400000000, -1, "FFFFFFFF43332211")]
    [InlineData(-1, 1, "0000000000000000")]
    public void Abs64_writes_all_of_value_plus_addend(long value, int addend, string expected) =>
        Assert.Equal($"EEEEEE{expected}EE", Patched(PatchKind.Abs64, value, addend));

    [Theory]
    [InlineData(Address + 3, 0, "00000000")]
    [InlineData(Address + 3 + 4 + 0x100, -4, "00010000")]
    [InlineData(Address, -4, "F9FFFFFF")]
    [InlineData(Address + 3 + int.MaxValue, 0, "FFFFFF7F")]
    [InlineData(Address + 3 + int.MinValue, 0, "00000080")]
    public void Rel32_writes_the_distance_from_the_field_where_it_will_run(long value, int addend, string expected) =>
        Assert.Equal($"EEEEEE{expected}EEEEEEEEEE", Patched(PatchKind.Rel32, value, addend));

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(TestPatch.Data)]
    [InlineData(255)]
    public void A_patch_takes_the_value_that_it_names(int index)
    {
        ulong* values = stackalloc ulong[256];
        new Span<ulong>(values, 256).Fill(0xBAD);
        values[index] = 0x600D;
        uint code = 0;
        X64Patch.WriteNarrow((byte*)&code, 0, values, new TestPatch(0, PatchKind.Abs32, index).Word);
        Assert.Equal(0x600Du, code);
    }

    /// <summary>Twelve bytes of EE after a patch at offset 3.</summary>
    private static string Patched(PatchKind kind, long value, int addend)
    {
        byte* code = stackalloc byte[12];
        new Span<byte>(code, 12).Fill(0xEE);
        X64Patch.Write(code, unchecked((nint)Address), (ulong*)&value, new TestPatch(3, kind, 0, addend).Word);
        return Convert.ToHexString(new Span<byte>(code, 12));
    }
}
