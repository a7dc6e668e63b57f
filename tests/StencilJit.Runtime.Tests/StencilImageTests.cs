using System.Runtime.InteropServices;
using static StencilJit.Runtime.Tests.TestHeap;

namespace StencilJit.Runtime.Tests;

public sealed class StencilImageTests : IDisposable
{
    private readonly CodeHeap heap = new(Size);

    public void Dispose() => heap.Dispose();

    [Fact]
    public void The_data_is_copied_into_the_heap_at_a_multiple_of_16()
    {
        StencilImage image = heap.Install(Set.Table);
        var data = new byte[TestSet.Data.Length];
        Marshal.Copy(image.DataAddress, data, 0, data.Length);
        Assert.Equal(TestSet.Data, data);
        Assert.Equal(0, image.DataAddress % 16);
        Assert.True(heap.Contains(image.DataAddress));
    }

    [Fact]
    public void A_trap_leaves_to_the_code_that_was_registered_for_it()
    {
        StencilImage image = heap.Install(Set.Table);
        image.SetTrap(TestSet.OtherTrap, Constant(image, -1).Address);
        image.SetTrap(TestSet.ZeroTrap, Constant(image, -2).Address);
        CodeBlock block = Trapping(image);
        Assert.Equal(-2, Run(block, 0));
        Assert.Equal(8, Run(block, 1));
    }

    [Fact]
    public void A_writer_made_before_the_trap_was_registered_sees_it()
    {
        StencilImage image = heap.Install(Set.Table);
        using CodeWriter writer = image.CreateWriter(64);
        Assert.Throws<InvalidOperationException>(() => writer.Emit(Set.TrapIfZero));
        image.SetTrap(TestSet.ZeroTrap, Constant(image, -2).Address);
        writer.Emit(Set.TrapIfZero);
        writer.Emit(Set.Constant, 8);
        writer.Emit(Set.Return);
        Assert.Equal(-2, Run(writer.Commit(), 0));
    }

    [Fact]
    public void A_stencil_whose_trap_has_no_code_is_refused_by_name()
    {
        StencilImage image = heap.Install(Set.Table);
        image.SetTrap(TestSet.OtherTrap, Constant(image, -1).Address);
        using CodeWriter writer = image.CreateWriter(64);
        string message = Assert.Throws<InvalidOperationException>(() => writer.Emit(Set.TrapIfZero)).Message;
        Assert.Contains("trap 'zero'", message);
        Assert.Contains("SetTrap(1,", message);
    }

    [Fact]
    public void Two_images_of_one_set_have_their_own_traps()
    {
        StencilImage first = heap.Install(Set.Table);
        StencilImage second = heap.Install(Set.Table);
        first.SetTrap(TestSet.ZeroTrap, Constant(first, 1).Address);
        second.SetTrap(TestSet.ZeroTrap, Constant(second, 2).Address);
        Assert.Equal(1, Run(Trapping(first)));
        Assert.Equal(2, Run(Trapping(second)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_trap_that_the_set_does_not_have_is_refused(int trap)
    {
        StencilImage image = heap.Install(Set.Table);
        Assert.Contains("'test' has 2 traps", Assert.Throws<ArgumentOutOfRangeException>(() => image.SetTrap(trap, image.DataAddress)).Message);
    }

    [Fact]
    public void A_trap_outside_the_heap_is_refused()
    {
        StencilImage image = heap.Install(Set.Table);
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => image.SetTrap(TestSet.ZeroTrap, 0x1234)).Message;
        Assert.Contains("0x1234 is no address in the code heap", message);
        Assert.Contains("'zero'", message);
    }

    [Fact]
    public void Stencils_of_another_architecture_are_refused()
    {
        Architecture other = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? Architecture.Arm64 : Architecture.X64;
        StencilImage image = heap.Install(new TableBuilder().Build(other, []));
        string message = Assert.Throws<PlatformNotSupportedException>(() => image.CreateWriter(64)).Message;
        Assert.Contains($"are for {other}, but this process runs on {RuntimeInformation.ProcessArchitecture}", message);
    }

    private static CodeBlock Trapping(StencilImage image)
    {
        using CodeWriter writer = image.CreateWriter(64);
        writer.Emit(Set.TrapIfZero);
        writer.Emit(Set.Constant, 8);
        writer.Emit(Set.Return);
        return writer.Commit();
    }
}
