using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Tests.Binary;

public sealed unsafe class Leb128Tests
{
    [Theory]
    [InlineData(new byte[] { 0x80, 0x00 }, 0u)]
    [InlineData(new byte[] { 0x80, 0x01 }, 1u << 7)]
    [InlineData(new byte[] { 0xFF, 0x7F }, (1u << 14) - 1)]
    [InlineData(new byte[] { 0x83, 0x81, 0x01 }, (1u << 14) + (1u << 7) + 3)]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0x7F }, (1u << 28) - 1)]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x0F }, uint.MaxValue)]
    public void Numbers_without_sign_are_the_sum_of_their_bytes(byte[] bytes, uint expected)
    {
        fixed (byte* start = bytes)
        {
            Assert.True(Leb128.ReadU32(start, out uint value) == start + bytes.Length);
            Assert.Equal(expected, value);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x80, 0x00 }, 0)]
    [InlineData(new byte[] { 0xC0, 0x00 }, 64)]
    [InlineData(new byte[] { 0x80, 0x7F }, -128)]
    [InlineData(new byte[] { 0xFF, 0x7F }, -1)]
    [InlineData(new byte[] { 0x80, 0x80, 0x40 }, -(1L << 20))]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0x3F }, (1L << 27) - 1)]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x78 }, int.MinValue)]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x3F }, (1L << 34) - 1)]
    public void Numbers_with_sign_have_it_in_their_highest_bit(byte[] bytes, long expected)
    {
        fixed (byte* start = bytes)
        {
            Assert.True(Leb128.ReadSigned(start, out long value) == start + bytes.Length);
            Assert.Equal(expected, value);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x10 })]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x80 })]
    public void Numbers_that_do_not_fit_are_left_to_who_tells_why(byte[] bytes)
    {
        fixed (byte* start = bytes)
            Assert.True(Leb128.ReadU32(start, out _) == null, $"{bytes.Length} bytes are read as a number");
    }

    [Fact]
    public void Longer_numbers_with_sign_are_left_to_others()
    {
        fixed (byte* start = new byte[] { 0x80, 0x80, 0x80, 0x80, 0x80, 0x01 })
            Assert.True(Leb128.ReadSigned(start, out _) == null);
    }
}
