namespace StencilJit.Model.Tests;

public class StencilLockTests
{
    private static readonly string Text = StencilLockWriter.Write(SampleSet.Create());

    [Fact]
    public void What_is_read_equals_what_was_written()
        => Assert.Equivalent(SampleSet.Create(), StencilLockReader.Read(Text), strict: true);

    [Fact]
    public void Writing_what_was_read_gives_the_same_text()
        => Assert.Equal(Text, StencilLockWriter.Write(StencilLockReader.Read(Text)));

    [Fact]
    public void Line_ends_that_version_control_changed_are_accepted()
        => Assert.Equal(Text, StencilLockWriter.Write(StencilLockReader.Read(Text.Replace("\n", "\r\n"))));

    [Fact]
    public void The_text_is_plain_lines_that_a_review_can_read()
        => Assert.Equal(
            """
            stencil lock 2
            set sample
            target linux-x64 X64
            features Avx2 Bmi1
            compiler clang 22.1.8, LLVM 22.1.8
            options aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            pinned frame memory
            integers r8:8 r11:11 rdi:7
            floats xmm0:0 xmm1:1
            slots 16376
            traps divide_by_zero out_of_bounds
            input ../include/stenciljit.h bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
            input two words.c cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc
            data 48
              000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
              202122232425262728292a2b2c2d2e2f

            stencil add rr>r leaf two words.c:12
              doc Adds two integers, wrapping: a + b.
              register a i 1:3 27:0
              register b f
              register result =i 2:3 19:0
              code 488d0400

            stencil add rs>? leaf two words.c:12
              hole b slot
              hole data i64
              hole target label
              register a +f 3:1
              code 0000000000000000000000000000000000000000000000000000000000000000 @0 abs32 b @4 rel32 target-4 @8 rel32 .data+28 @12 rel32 trap:out_of_bounds-4 @16 abs64 data-9223372036854775808 @24 abs64 data+9223372036854775807

            stencil drop r> leaf two words.c:20
              code -

            stencil enter - entry two words.c:30
              doc Runs.
              code c3

            stencil host_call > spilled two words.c:40
              code 90


            """,
            Text[..Text.IndexOf("end ", StringComparison.Ordinal)]);

    [Theory]
    [InlineData(PatchSource.Hole, "two blanks")]
    [InlineData(PatchSource.Hole, "")]
    public void A_name_that_would_not_read_back_is_not_written(PatchSource source, string name)
    {
        var set = SampleSet.Create();
        var stencil = set.Stencils[1] with { Holes = [new Hole(name, HoleKind.I32)], Registers = [], Code = new byte[4], Patches = [new Patch(0, PatchKind.Abs32, source, 0, 0)] };
        var error = Assert.Throws<ArgumentException>(() => StencilLockWriter.Write(set with { Stencils = [stencil] }));
        Assert.Contains($"'{name}'", error.Message);
    }

    [Fact]
    public void Two_holes_of_one_name_are_not_written()
    {
        var set = SampleSet.Create();
        var stencil = set.Stencils[0] with { Holes = [new Hole("x", HoleKind.I32), new Hole("x", HoleKind.Label)] };
        var error = Assert.Throws<ArgumentException>(() => StencilLockWriter.Write(set with { Stencils = [stencil] }));
        Assert.Contains("two holes named 'x'", error.Message);
    }
}
