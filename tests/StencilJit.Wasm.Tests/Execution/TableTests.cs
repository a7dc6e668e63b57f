namespace StencilJit.Wasm.Tests.Execution;

public sealed class TableTests
{
    [Fact]
    public void Host_objects_come_back_as_the_same_objects()
    {
        using var world = new World();
        var thing = new object();
        var table = new Table(world.Store, new TableType(ValueKind.ExternRef, new Limits(2, null)), Value.ExternRef(thing));
        table[1] = Value.ExternRef(null);
        Assert.Same(thing, table[0].AsExternRef());
        Assert.Null(table[1].AsExternRef());
    }

    [Fact]
    public void A_table_grows_up_to_its_maximum()
    {
        using var world = new World();
        var table = new Table(world.Store, new TableType(ValueKind.ExternRef, new Limits(1, 3)));
        Assert.Equal(1, table.Grow(2, Value.ExternRef("new")));
        Assert.Equal("new", table[2].AsExternRef());
        Assert.Equal(-1, table.Grow(1, Value.ExternRef(null)));
        Assert.Equal(TrapKind.OutOfBoundsTableAccess, Assert.Throws<TrapException>(() => table[3]).Kind);
    }

    [Fact]
    public void Only_references_of_the_table_s_type_and_store_can_be_elements()
    {
        using var world = new World();
        using var other = new World();
        var table = new Table(world.Store, new TableType(ValueKind.FuncRef, new Limits(1, null)));
        var foreign = new Function(other.Store, new HostFunction(new FunctionType([], []), (ref HostCall _) => { }));
        Assert.Throws<ArgumentException>(() => table[0] = Value.ExternRef("x"));
        Assert.Throws<ArgumentException>(() => table[0] = Value.FuncRef(foreign));
        Assert.Throws<ArgumentException>(() => new Table(world.Store, new TableType(ValueKind.I32, new Limits(1, null))));
    }

    [Fact]
    public void An_immutable_global_cannot_be_set()
    {
        using var world = new World();
        var global = new Global(world.Store, new GlobalType(ValueKind.F64, IsMutable: false), 2.5);
        Assert.Throws<InvalidOperationException>(() => global.Value = 1.0);
        Assert.Equal(2.5, global.Value.AsF64());
        Assert.Throws<InvalidOperationException>(() => global.Value.AsI64());
    }
}
