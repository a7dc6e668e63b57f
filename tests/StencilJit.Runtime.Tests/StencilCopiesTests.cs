using System.Runtime.InteropServices;
using StencilJit.Runtime.Patching;
using StencilJit.Runtime.Registers;

namespace StencilJit.Runtime.Tests;

/// <summary>Stencils are made with the registers that are asked for, when they are.</summary>
public sealed unsafe class StencilCopiesTests
{
    private const int First = 1;

    private readonly StencilTable table;

    public StencilCopiesTests()
    {
        var builder = new TableBuilder();
        builder.Add([0x90]);
        // Two operands and a result of their own; the pool is 8, 11, 7.
        AddLea(builder);
        builder.Add([0xC3]);
        table = builder.Build([]);
    }

    [Fact]
    public void Nothing_is_made_before_it_is_asked_for()
    {
        Assert.Equal(1 + 512 + 1, table.VariantCount);
        Assert.All(Enumerable.Range(0, table.VariantCount), variant => Assert.Equal(0ul, table.Copies.Words[variant]));
        table.Copies.Make(0);
        Assert.NotEqual(0ul, table.Copies.Words[0]);
        Assert.Equal(0ul, table.Copies.Words[1]);
    }

    [Fact]
    public void The_numbers_of_the_registers_stand_in_the_code()
    {
        // REX has the high bits, ModR/M and SIB the low ones.
        Assert.Equal("4B8D3C03", CodeOf(0, 1, 2)); // lea rdi, [r11 + r8]
        Assert.Equal("4E8D041F", CodeOf(1, 2, 0)); // lea r8, [rdi + r11]
        Assert.Equal("4F8D1C00", CodeOf(0, 0, 1)); // lea r11, [r8 + r8]
    }

    [Theory]
    [InlineData(0, 1, 1, "the result's register must not be that of another operand")]
    [InlineData(2, 1, 2, "the result's register must not be that of another operand")]
    [InlineData(0, 3, 1, "there are 3 registers of that class")]
    public void A_choice_that_cannot_be_is_refused_with_the_stencil_and_the_registers(int a, int b, int result, string why)
    {
        var error = Assert.Throws<ArgumentException>(() => table.Copies.Make(Number(a, b, result)));
        Assert.Equal($"The stencil 'second rr>r' (number 1) cannot have the registers {a}, {b}, {result}: {why}.", error.Message);
        Assert.Equal(0ul, table.Copies.Words[Number(a, b, result)]);
    }

    [Fact]
    public void Threads_that_ask_at_once_get_the_same_copies()
    {
        ulong[][] made = new ulong[8][];
        Parallel.For(0, made.Length, thread => made[thread] = [.. Allowed().Select(number => table.Copies.Make(number))]);
        Assert.All(made, words => Assert.Equal(made[0], words));
        Assert.Equal(made[0].Length, made[0].Distinct().Count());
    }

    [Fact]
    public void Copies_are_where_they_were_when_a_large_set_is_gathered_in_huge_pages()
    {
        // A hundred and fifty stencils of 512 choices each.
        var builder = new TableBuilder();
        for (int i = 0; i < 150; i++)
            AddLea(builder);
        StencilCopies copies = builder.Build([]).Copies;
        int[] numbers = [.. Enumerable.Range(0, 150).SelectMany(i => Allowed().Select(number => number - First + (i * 512)))];
        int half = numbers.Length / 2;
        ulong[] before = [.. numbers.Take(half).Select(copies.Make)];
        copies.UseHugePages();
        copies.UseHugePages();
        ulong[] after = [.. numbers.Skip(half).Select(copies.Make)];
        Assert.Equal([.. before, .. after], numbers.Select(number => copies.Words[number]));
        Assert.All(before.Concat(after), word => Assert.NotEqual(0ul, word));
        Assert.Equal(numbers.Length, before.Concat(after).Distinct().Count());
        if (Directory.Exists("/sys/kernel/mm/transparent_hugepage"))
            Assert.All([(nint)copies.Words, (nint)copies.Code], address => Assert.Contains("hg", MemoryMap.FlagsAt(address)));
    }

    [Fact]
    public void A_small_set_is_left_in_small_pages()
    {
        table.Copies.UseHugePages();
        table.Copies.Make(0);
        if (OperatingSystem.IsLinux())
            Assert.DoesNotContain("hg", MemoryMap.FlagsAt((nint)table.Copies.Words));
    }

    [Theory]
    [InlineData(0, "9000172040")]
    [InlineData(127, "907F172040")]
    [InlineData(255, "90FF172040")]
    public void A_byte_leaves_what_is_behind_it_as_the_registers_make_it(byte value, string expected)
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The patches are those of x86-64.");
        var builder = new TableBuilder();
        int stencil = builder.AddWithRegisters(
            [0x90, 0x00, 0x10, 0x20, 0x40], [(false, false, [(16, 0), (17, 1), (18, 2)])], TestPatch.Hole(1, PatchKind.Abs8, 0));
        using var heap = new CodeHeap(TestHeap.Size);
        using CodeWriter writer = heap.Install(builder.Build([])).CreateWriter(64);
        writer.Emit(stencil + 2, value);
        using CodeBlock block = writer.Commit();
        Assert.Equal(expected, Convert.ToHexString(new ReadOnlySpan<byte>((void*)block.Address, block.Length)));
    }

    private static void AddLea(TableBuilder builder) => builder.AddWithRegisters(
        [0x48, 0x8D, 0x04, 0x00],
        [(false, false, [(1, 3), (27, 0), (28, 1), (29, 2)]), (false, false, [(0, 3), (24, 0), (25, 1), (26, 2)]), (false, true, [(2, 3), (19, 0), (20, 1), (21, 2)])]);

    private static IEnumerable<int> Allowed() =>
        from a in Enumerable.Range(0, 3)
        from b in Enumerable.Range(0, 3)
        from result in Enumerable.Range(0, 3)
        where result != a && result != b
        select Number(a, b, result);

    private static int Number(int a, int b, int result) => First + a + (b << 3) + (result << 6);

    private string CodeOf(int a, int b, int result)
    {
        var word = new CopyWord(table.Copies.Make(Number(a, b, result)));
        return Convert.ToHexString(MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(table.Copies.Code + word.CodeIndex, 1))[..word.Length]);
    }
}
