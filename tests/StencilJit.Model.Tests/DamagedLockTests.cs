using System.Globalization;

namespace StencilJit.Model.Tests;

public class DamagedLockTests
{
    private static readonly string Text = StencilLockWriter.Write(SampleSet.Create());

    [Theory]
    [InlineData("stencil lock 2", "stencil lock 1", "reads 'stencil lock 2' and 'stencil lock 3', found 'stencil lock 1'")]
    [InlineData("stencil lock 2", "hello", "not a stencil lock")]
    [InlineData("set sample", "name sample", "'set' expected, found 'name sample'")]
    [InlineData("target linux-x64 X64", "target linux-x64 X65", "unknown architecture 'X65'")]
    [InlineData("target linux-x64 X64", "target linux-x64", "'target' takes 2 words")]
    [InlineData("integers r8:8", "integers r8:eight", "a number expected, found 'eight'")]
    [InlineData("integers r8:8", "integers r8", "'integers' takes up to 8 registers with their numbers, such as r8:8, found 'r8'")]
    [InlineData("floats xmm0:0", "floats a:1 b:1 c:1 d:1 e:1 f:1 g:1 xmm0:0", "'floats' takes up to 8 registers")]
    [InlineData("register a i", "register a x", "a register takes its name, how it is used")]
    [InlineData("register a i", "register a -i", "a register takes its name, how it is used")]
    [InlineData("register a i 1:3", "register a i 1", "a bit of the code and one of the register's number expected")]
    [InlineData("register a i 1:3", "register a i 1:x", "a number expected, found 'x'")]
    [InlineData("input two words.c cccc", "input two words.c cccg", "'input' takes a file name and a SHA-256")]
    [InlineData("data 48", "data 47", "47 bytes of data announced, found 48")]
    [InlineData("  202122", "  20212", "bytes in lower-case hexadecimal expected")]
    [InlineData("add rs>? leaf", "add rs>? loaf", "unknown kind of stencil 'loaf'")]
    [InlineData("add rs>? leaf", "add rr>r leaf", "'add rr>r' is out of order after 'add rr>r'")]
    [InlineData("stencil drop", "stencil above", "'above r>' is out of order after 'add rs>?'")]
    [InlineData("hole b slot", "hole b slit", "unknown kind of hole 'slit'")]
    [InlineData("hole data i64", "hole b i64", "hole 'b' stands twice")]
    [InlineData("  hole data i64", "  hale data i64", "'code' expected, found '  hale data i64'")]
    [InlineData("  code 488d0400", "  code 488D0400", "bytes in lower-case hexadecimal expected")]
    [InlineData("  code 488d0400", "  code", "'code' takes the code, and three words for each patch")]
    [InlineData("  code 488d0400", "  code 488d0400 @0", "'code' takes the code, and three words for each patch")]
    [InlineData("@0 abs32 b", "0 abs32 b", "a patch starts with '@', found '0'")]
    [InlineData("@0 abs32 b", "@x abs32 b", "a number expected, found 'x'")]
    [InlineData("@0 abs32 b", "@29 abs32 b", "the patch at 29 lies outside the code of 32 bytes")]
    [InlineData("@0 abs32 b", "@32 abs8 b", "the patch at 32 lies outside the code of 32 bytes")]
    [InlineData("@0 abs32 b", "@25 abs64 b", "the patch at 25 lies outside the code of 32 bytes")]
    [InlineData("@0 abs32 b", "@0 abs33 b", "unknown kind of patch 'abs33'")]
    [InlineData("@0 abs32 b", "@0 abs32 c", "unknown hole 'c'")]
    [InlineData("@0 abs32 b", "@0 abs32 b+x", "an addend expected, found '+x'")]
    [InlineData("trap:out_of_bounds", "trap:out_of_time", "unknown trap in 'trap:out_of_time'")]
    [InlineData("  code c3", "  code c2", "the lock was changed after it was written")]
    [InlineData("  doc Runs.", "  doc Walks.", "the lock was changed after it was written")]
    public void Damage_is_refused_with_its_line(string original, string damaged, string message)
    {
        var at = Text.IndexOf(original, StringComparison.Ordinal);
        Assert.True(at >= 0);
        var text = Text[..at] + damaged + Text[(at + original.Length)..];
        var error = Assert.Throws<LockFormatException>(() => StencilLockReader.Read(text));
        Assert.Contains(message, error.Message);
        Assert.Equal(message.StartsWith("the lock was changed", StringComparison.Ordinal) ? LineOf("end ") : LineOf(original), error.Line);
    }

    [Fact]
    public void A_merge_conflict_is_refused_where_it_starts()
    {
        var text = Text.Replace("  code 488d0400\n", "<<<<<<< ours\n  code 488d0400\n=======\n  code 488d0401\n>>>>>>> theirs\n");
        var error = Assert.Throws<LockFormatException>(() => StencilLockReader.Read(text));
        Assert.Equal(LineOf("  code 488d0400"), error.Line);
        Assert.Contains("'<<<<<<< ours'", error.Message);
    }

    [Fact]
    public void A_register_s_bit_outside_of_the_code_is_refused()
    {
        var error = Assert.Throws<LockFormatException>(() => StencilLockReader.Read(Text.Replace("register a i 1:3", "register a i 32:3")));
        Assert.Contains("register 'a' of 'add' has bits outside the code of 4 bytes", error.Message);
    }

    [Fact]
    public void A_lock_cut_off_anywhere_is_refused()
    {
        for (var length = 0; length < Text.Length - 1; length++)
        {
            var error = Assert.Throws<LockFormatException>(() => StencilLockReader.Read(Text[..length]));
            Assert.InRange(error.Line, 1, Text[..length].Count(c => c == '\n') + 1);
        }
    }

    [Fact]
    public void Any_changed_byte_is_refused()
    {
        for (var i = 0; i < Text.Length; i++)
        {
            var text = Text[..i] + (Text[i] == '0' ? '1' : '0') + Text[(i + 1)..];
            Assert.Throws<LockFormatException>(() => StencilLockReader.Read(text));
        }
    }

    [Fact]
    public void Nothing_may_follow_the_end()
    {
        var error = Assert.Throws<LockFormatException>(() => StencilLockReader.Read(Text + "more\n"));
        Assert.Contains("nothing may follow 'end'", error.Message);
    }

    [Fact]
    public void Messages_do_not_depend_on_the_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NegativeSign = "~" } };
            Assert.Equal(Text, StencilLockWriter.Write(StencilLockReader.Read(Text)));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static int LineOf(string start) => Text[..Text.IndexOf(start, StringComparison.Ordinal)].Count(c => c == '\n') + 1;
}
