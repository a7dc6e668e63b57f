using System.Runtime.InteropServices;
using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime.Tests;

public sealed class StencilTableTests
{
    [Fact]
    public void Patch_kinds_are_numbered_as_in_the_model()
    {
        Assert.Equal(
            Enum.GetValues<Model.PatchKind>().Select(k => (k.ToString(), (int)k)),
            Enum.GetValues<PatchKind>().Select(k => (k.ToString(), (int)k)));
    }

    [Fact]
    public void A_table_says_what_it_is()
    {
        var builder = new TableBuilder();
        builder.Add([0x90]);
        builder.Add([0xC3]);
        StencilTable table = builder.Build(Architecture.X64, new byte[17], "a", "b");
        Assert.Equal("test", table.Name);
        Assert.Equal(Architecture.X64, table.Architecture);
        Assert.Equal(2, table.VariantCount);
        Assert.Equal(17, table.DataLength);
        Assert.Equal(["a", "b"], table.Traps);
    }

    [Fact]
    public void More_traps_than_a_patch_can_name_are_refused()
    {
        string[] traps = [.. Enumerable.Range(0, 224).Select(i => $"trap{i}")];
        Assert.Contains("'set' has 224 traps", Assert.Throws<ArgumentException>(() => StencilTable.Create("set", Architecture.X64, [], [], [], [], [], [], 0, 0, [], 0, traps)).Message);
    }

    [Fact]
    public void A_data_length_beyond_the_data_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StencilTable.Create("set", Architecture.X64, [], [], [], [], [], [], 0, 0, [1], 9));
    }
}
