using System.Buffers.Binary;
using StencilJit.Compiler.Holes;
using StencilJit.Model;

namespace StencilJit.Compiler.Tests;

public class HoleSolverTests
{
    private static readonly ulong[] Values = [0x1234_5678, 0x89AB_CDEF, 0x2468_ACE1];

    [Fact]
    public void A_word_that_carries_the_value_in_every_probe_is_the_hole()
    {
        var solution = new HoleSolver(new X64FieldForms()).Solve(Probes(value => (uint)value), [Values]);

        Assert.NotNull(solution);
        Assert.Equal([new HoleField(3, PatchKind.Abs32, 0)], solution.Fields);
        Assert.Equal("4181C700000000", Convert.ToHexString(solution.Template));
    }

    [Fact]
    public void A_word_that_follows_the_value_in_the_training_probes_only_is_refused()
    {
        var probes = Probes(value => (uint)value);
        probes[^1][5] ^= 1;

        Assert.Null(new HoleSolver(new X64FieldForms()).Solve(probes, [Values]));
    }

    [Fact]
    public void The_negated_value_is_refused() =>
        Assert.Null(new HoleSolver(new X64FieldForms()).Solve(Probes(value => (uint)-(long)value), [Values]));

    [Fact]
    public void A_hole_that_no_byte_carries_is_refused() =>
        Assert.Null(new HoleSolver(new X64FieldForms()).Solve(Probes(_ => 7), [Values]));

    [Fact]
    public void Code_of_different_lengths_is_refused()
    {
        var probes = Probes(value => (uint)value);
        probes[1] = [.. probes[1], 0x90];

        Assert.Null(new HoleSolver(new X64FieldForms()).Solve(probes, [Values]));
    }

    [Fact]
    public void A_byte_that_carries_a_count_in_every_probe_is_the_hole()
    {
        // shl r15d, imm8; jmp next
        ulong[] counts = [13, 22, 27];
        var probes = counts.Select(count => new byte[] { 0x41, 0xC1, 0xE7, (byte)count, 0xE9, 0, 0, 0, 0 }).ToArray();

        var solution = new HoleSolver(new X64FieldForms()).Solve(probes, [counts]);

        Assert.Equal([new HoleField(3, PatchKind.Abs8, 0)], solution?.Fields);
    }

    [Fact]
    public void A_byte_that_carries_part_of_a_value_is_refused()
    {
        var probes = Values.Select(value => new byte[] { 0x41, 0xC1, 0xE7, (byte)value }).ToArray();

        Assert.Null(new HoleSolver(new X64FieldForms()).Solve(probes, [Values]));
    }

    [Fact]
    public void A_value_in_two_16_bit_moves_has_two_fields()
    {
        // movz w8, #low; movk w8, #high, lsl #16
        var probes = Values.Select(value => Words(0x5280_0008 | (uint)(value & 0xFFFF) << 5, 0x72A0_0008 | (uint)(value >> 16 & 0xFFFF) << 5)).ToArray();

        var solution = new HoleSolver(new Arm64FieldForms()).Solve(probes, [Values]);

        Assert.NotNull(solution);
        Assert.Equal([new HoleField(0, PatchKind.Move0, 0), new HoleField(4, PatchKind.Move16, 0)], solution.Fields);
        Assert.Equal(Words(0x5280_0008, 0x72A0_0008), solution.Template);
    }

    [Theory]
    [InlineData(0xB940_0288, 4, PatchKind.Bits12Scale4)] // ldr w8, [x20, #n]
    [InlineData(0xF940_0288, 8, PatchKind.Bits12Scale8)] // ldr x8, [x20, #n]
    [InlineData(0xF900_0288, 8, PatchKind.Bits12Scale8)] // str x8, [x20, #n]
    public void A_frame_offset_is_scaled_by_the_access(uint instruction, int scale, PatchKind kind)
    {
        ulong[] offsets = [272, 8192, 16000];
        var probes = offsets.Select(offset => Words(instruction | (uint)offset / (uint)scale << 10)).ToArray();

        var solution = new HoleSolver(new Arm64FieldForms()).Solve(probes, [offsets]);

        Assert.Equal([new HoleField(0, kind, 0)], solution?.Fields);
    }

    [Fact]
    public void Two_holes_are_told_apart()
    {
        ulong[] others = [0x7777_1111, 0x9999_2222, 0x5555_3333];
        var probes = Values.Zip(others).Select(pair => Concat(Word((uint)pair.Second), Word((uint)pair.First))).ToArray();

        var solution = new HoleSolver(new X64FieldForms()).Solve(probes, [Values, others]);

        Assert.Equal([new HoleField(0, PatchKind.Abs32, 1), new HoleField(4, PatchKind.Abs32, 0)], solution?.Fields);
    }

    // add r15d, imm32
    private static byte[][] Probes(Func<ulong, uint> encode) => [.. Values.Select(value => Concat([0x41, 0x81, 0xC7], Word(encode(value))))];

    private static byte[] Concat(byte[] first, byte[] second) => [.. first, .. second];

    private static byte[] Words(params uint[] words) => [.. words.SelectMany(Word)];

    private static byte[] Word(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
