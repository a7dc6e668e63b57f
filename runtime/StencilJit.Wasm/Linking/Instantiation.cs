using StencilJit.Wasm.Compilation;
using StencilJit.Wasm.Execution;
using StencilJit.Wasm.Native;

namespace StencilJit.Wasm.Linking;

/// <summary>Makes instances out of modules and imports that match (4.5.4).</summary>
internal static unsafe class Instantiation
{
    public static Instance Run(Store store, WasmModule module, External[] imports)
    {
        store.Use(module);
        var instance = Allocate(store, module, imports);
        FillTables(instance);
        FillMemory(instance);
        if (module.Declarations.StartFunction is { } start)
            store.FunctionOf(instance.FunctionAt(start))!.Invoke([]);
        return instance;
    }

    private static Instance Allocate(Store store, WasmModule module, External[] imports)
    {
        var declarations = module.Declarations;
        var layout = new InstanceLayout(declarations);
        var native = (NativeInstance*)store.Arena.Allocate(layout.Size);
        native->Context = store.Context;
        var constants = module.Code.Constants;
        constants.CopyTo(new Span<ulong>((byte*)native + InstanceLayout.Constant(0), constants.Length));

        var memory = imports.OfType<Memory>().FirstOrDefault();
        if (memory == null && !declarations.Memories.IsEmpty)
            memory = new Memory(store, declarations.Memories[0]);
        memory?.Attach(native);
        var tables = Tables(store, native, layout, declarations, imports);
        var own = Functions(store, native, layout, module, imports);
        var globals = Globals(store, native, layout, declarations, imports);
        return new Instance(new InstanceParts
        {
            Store = store,
            Module = module,
            Native = native,
            OwnFunctions = own,
            Tables = tables,
            Globals = globals,
            Memory = memory,
        });
    }

    private static Table[] Tables(Store store, NativeInstance* native, InstanceLayout layout, Module module, External[] imports)
    {
        var tables = new Table[module.Tables.Length];
        imports.OfType<Table>().ToArray().CopyTo(tables, 0);
        for (int i = 0; i < tables.Length; i++)
        {
            tables[i] ??= new Table(store, module.Tables[i]);
            Field(native, layout.Table(i)) = (nint)tables[i].Native;
        }

        return tables;
    }

    private static NativeFunction* Functions(
        Store store, NativeInstance* native, InstanceLayout layout, WasmModule module, External[] imports)
    {
        var declarations = module.Declarations;
        int index = 0;
        foreach (var import in imports.OfType<Function>())
            Field(native, layout.Function(index++)) = (nint)import.Native;

        var code = module.Code.Functions;
        var own = (NativeFunction*)store.Arena.Allocate((long)sizeof(NativeFunction) * code.Length);
        var types = new uint[declarations.Types.Length];
        for (int i = 0; i < types.Length; i++)
            types[i] = CanonicalTypes.NumberOf(declarations.Types[i]);
        for (int i = 0; i < code.Length; i++, index++)
        {
            own[i] = new NativeFunction
            {
                Code = code[i],
                Instance = native,
                Memory = native->MemoryBase,
                Type = types[declarations.FunctionTypeIndices[index]],
            };
            Field(native, layout.Function(index)) = (nint)(own + i);
        }

        return own;
    }

    private static Global[] Globals(Store store, NativeInstance* native, InstanceLayout layout, Module module, External[] imports)
    {
        var globals = new Global[module.Globals.Length];
        imports.OfType<Global>().ToArray().CopyTo(globals, 0);
        var cells = (ulong*)store.Arena.Allocate((long)sizeof(ulong) * module.GlobalInitializers.Length);
        for (int i = 0; i < globals.Length; i++)
        {
            if (globals[i] is null)
            {
                var cell = cells + i - module.ImportedGlobalCount;
                var initializer = module.GlobalInitializers[i - module.ImportedGlobalCount];
                *cell = initializer.Kind switch
                {
                    ConstantKind.Number => initializer.Bits,
                    ConstantKind.Global => *globals[initializer.Index].Cell,
                    ConstantKind.Function => (ulong)Field(native, layout.Function(initializer.Index)),
                    _ => 0,
                };
                globals[i] = new Global(store, module.Globals[i], cell);
            }

            Field(native, InstanceLayout.Global(i)) = (nint)globals[i].Cell;
        }

        return globals;
    }

    private static void FillTables(Instance instance)
    {
        for (int i = 0; i < instance.Declarations.Elements.Length; i++)
        {
            var segment = instance.Declarations.Elements[i];
            if (segment.Mode == SegmentMode.Passive)
                continue;
            if (segment.Mode == SegmentMode.Active)
            {
                uint start = (uint)instance.Evaluate(segment.Start);
                if (!TableOperations.Initialize(instance, segment.Table, i, start, 0, (uint)segment.Items.Length))
                    throw new TrapException(TrapKind.OutOfBoundsTableAccess);
            }

            instance.DropElements(i);
        }
    }

    private static void FillMemory(Instance instance)
    {
        for (int i = 0; i < instance.Declarations.Data.Count; i++)
        {
            var segment = instance.Declarations.Data[i];
            if (segment.Mode != SegmentMode.Active)
                continue;
            uint start = (uint)instance.Evaluate(segment.Start);
            if (!MemoryOperations.Write(instance, start, segment.Bytes.Span))
                throw new TrapException(TrapKind.OutOfBoundsMemoryAccess);
            instance.DropData(i);
        }
    }

    private static ref nint Field(NativeInstance* instance, int offset) => ref *(nint*)((byte*)instance + offset);
}
