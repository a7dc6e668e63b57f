using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Tests.Binary;

public sealed unsafe class ByteReaderTests
{
    private delegate T Read<T>(ref ByteReader reader);

    [Theory]
    [InlineData(new byte[] { 0x00 }, 0u)]
    [InlineData(new byte[] { 0x7F }, 127u)]
    [InlineData(new byte[] { 0x80, 0x01 }, 128u)]
    [InlineData(new byte[] { 0xE5, 0x8E, 0x26 }, 624485u)]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x0F }, uint.MaxValue)]
    [InlineData(new byte[] { 0x83, 0x80, 0x80, 0x80, 0x00 }, 3u)]
    public void Unsigned_numbers_are_read_in_any_length_that_fits(byte[] bytes, uint expected) =>
        Assert.Equal(expected, ReadAll(bytes, (ref ByteReader reader) => reader.ReadU32()));

    [Theory]
    [InlineData(new byte[] { 0x00 }, 0)]
    [InlineData(new byte[] { 0x3F }, 63)]
    [InlineData(new byte[] { 0x40 }, -64)]
    [InlineData(new byte[] { 0x7F }, -1)]
    [InlineData(new byte[] { 0xC0, 0x00 }, 64)]
    [InlineData(new byte[] { 0x80, 0x7F }, -128)]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x07 }, int.MaxValue)]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x78 }, int.MinValue)]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x7F }, -1)]
    public void Signed_numbers_of_32_bits_keep_their_sign(byte[] bytes, int expected)
    {
        Assert.Equal(expected, ReadAll(bytes, (ref ByteReader reader) => reader.ReadS32()));
        Assert.Equal(expected, ReadAll(bytes, (ref ByteReader reader) => reader.ReadS64()));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00 }, long.MaxValue)]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7F }, long.MinValue)]
    public void Signed_numbers_of_64_bits_take_up_to_ten_bytes(byte[] bytes, long expected) =>
        Assert.Equal(expected, ReadAll(bytes, (ref ByteReader reader) => reader.ReadS64()));

    [Theory]
    [InlineData(new byte[] { 0x83, 0x80, 0x80, 0x80, 0x80, 0x00 }, "integer representation too long", 4)]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x1F }, "integer too large", 4)]
    [InlineData(new byte[] { 0x80, 0x80 }, "unexpected end", 2)]
    [InlineData(new byte[] { }, "unexpected end", 0)]
    public void An_unsigned_number_that_does_not_fit_is_refused_at_its_last_byte(byte[] bytes, string reason, int offset)
    {
        var error = Assert.Throws<WasmFormatException>(() => ReadAll(bytes, (ref ByteReader reader) => reader.ReadU32()));
        Assert.StartsWith(reason, error.Reason, StringComparison.Ordinal);
        Assert.Equal(offset, error.Offset);
    }

    [Theory]
    [InlineData(new byte[] { 0x83, 0x80, 0x80, 0x80, 0x80, 0x00 }, "integer representation too long")]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x0F }, "integer too large")]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x70 }, "integer too large")]
    public void A_signed_number_whose_unused_bits_are_not_its_sign_is_refused(byte[] bytes, string reason)
    {
        var error = Assert.Throws<WasmFormatException>(() => ReadAll(bytes, (ref ByteReader reader) => reader.ReadS32()));
        Assert.StartsWith(reason, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_read_as_utf8() =>
        Assert.Equal("é∈𝄞", ReadAll(ModuleBuilder.Name("é∈𝄞"), (ref ByteReader reader) => reader.ReadName()));

    [Theory]
    [InlineData(new byte[] { 1, 0x80 })] // a continuation alone
    [InlineData(new byte[] { 2, 0xC0, 0x80 })] // overlong
    [InlineData(new byte[] { 3, 0xED, 0xA0, 0x80 })] // a surrogate
    [InlineData(new byte[] { 4, 0xF4, 0x90, 0x80, 0x80 })] // beyond U+10FFFF
    public void A_name_that_is_not_utf8_is_refused(byte[] bytes)
    {
        var error = Assert.Throws<WasmFormatException>(() => ReadAll(bytes, (ref ByteReader reader) => reader.ReadName()));
        Assert.Equal("malformed UTF-8 encoding", error.Reason);
    }

    [Fact]
    public void A_length_beyond_what_is_left_is_refused_before_anything_is_allocated()
    {
        var error = Assert.Throws<WasmFormatException>(
            () => ReadAll([0xFF, 0xFF, 0xFF, 0xFF, 0x0F], (ref ByteReader reader) => reader.ReadCount()));
        Assert.Equal("length out of bounds", error.Reason);
    }

    /// <summary>Reads one value, which must take all of the bytes.</summary>
    private static T ReadAll<T>(byte[] bytes, Read<T> read)
    {
        fixed (byte* start = bytes)
        {
            var reader = new ByteReader(start, 0, bytes.Length);
            var value = read(ref reader);
            Assert.True(reader.IsAtEnd);
            return value;
        }
    }
}
