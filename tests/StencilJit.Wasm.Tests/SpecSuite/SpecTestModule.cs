namespace StencilJit.Wasm.Tests.SpecSuite;

/// <summary>The module <c>spectest</c> that the suite's scripts import from, as the reference interpreter has it.</summary>
internal static class SpecTestModule
{
    private const string Name = "spectest";

    public static void Define(Linker linker)
    {
        var store = linker.Store;
        DefinePrint(linker, "print");
        DefinePrint(linker, "print_i32", ValueKind.I32);
        DefinePrint(linker, "print_i64", ValueKind.I64);
        DefinePrint(linker, "print_f32", ValueKind.F32);
        DefinePrint(linker, "print_f64", ValueKind.F64);
        DefinePrint(linker, "print_i32_f32", ValueKind.I32, ValueKind.F32);
        DefinePrint(linker, "print_f64_f64", ValueKind.F64, ValueKind.F64);
        foreach (var (name, value) in new (string, Value)[]
            { ("global_i32", 666), ("global_i64", 666L), ("global_f32", 666.6f), ("global_f64", 666.6) })
        {
            linker.Define(Name, name, new Global(store, new GlobalType(value.Kind, IsMutable: false), value));
        }

        linker.Define(Name, "table", new Table(store, new TableType(ValueKind.FuncRef, new Limits(10, 20))));
        linker.Define(Name, "memory", new Memory(store, new MemoryType(new Limits(1, 2))));
    }

    private static void DefinePrint(Linker linker, string name, params ValueKind[] parameters) =>
        linker.Define(Name, name, new HostFunction(new FunctionType([.. parameters], []), (ref HostCall _) => { }));
}
