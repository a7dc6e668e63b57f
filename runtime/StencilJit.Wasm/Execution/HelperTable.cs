using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StencilJit.Wasm.Native;

namespace StencilJit.Wasm.Execution;

/// <summary>
/// What stitched code calls for instructions on whole memories, tables and segments, and to have functions compiled. Operands stand in slots, which take the
/// result too. No exception leaves a helper.
/// </summary>
internal static unsafe class HelperTable
{
    private const uint Stopped = 1;

    /// <summary>The helpers' addresses by <see cref="HelperNumber"/>.</summary>
    public static readonly nint* Address = Create();

    private static nint* Create()
    {
        // For the whole process, so it is never freed.
        var table = (nint*)NativeMemory.Alloc((nuint)HelperNumber.Count, (nuint)sizeof(nint));
        delegate* unmanaged<NativeInstance*, ulong, ulong*, uint> helper = &MemoryGrow;
        table[(int)HelperNumber.MemoryGrow] = (nint)helper;
        helper = &MemoryInit;
        table[(int)HelperNumber.MemoryInit] = (nint)helper;
        helper = &MemoryCopy;
        table[(int)HelperNumber.MemoryCopy] = (nint)helper;
        helper = &MemoryFill;
        table[(int)HelperNumber.MemoryFill] = (nint)helper;
        helper = &DataDrop;
        table[(int)HelperNumber.DataDrop] = (nint)helper;
        helper = &TableInit;
        table[(int)HelperNumber.TableInit] = (nint)helper;
        helper = &TableCopy;
        table[(int)HelperNumber.TableCopy] = (nint)helper;
        helper = &TableFill;
        table[(int)HelperNumber.TableFill] = (nint)helper;
        helper = &TableGrow;
        table[(int)HelperNumber.TableGrow] = (nint)helper;
        helper = &ElemDrop;
        table[(int)HelperNumber.ElemDrop] = (nint)helper;
        helper = &CompileFunction;
        table[(int)HelperNumber.CompileFunction] = (nint)helper;
        return table;
    }

    [UnmanagedCallersOnly]
    private static uint MemoryGrow(NativeInstance* instance, ulong immediate, ulong* operands)
    {
        try
        {
            operands[0] = (uint)InstanceOf(instance).Memory!.Grow((uint)operands[0]);
            return 0;
        }
        catch (Exception exception)
        {
            return Stop(instance, exception);
        }
    }

    [UnmanagedCallersOnly]
    private static uint MemoryInit(NativeInstance* instance, ulong immediate, ulong* operands)
    {
        bool done = MemoryOperations.Initialize(
            InstanceOf(instance), (int)immediate, (uint)operands[0], (uint)operands[1], (uint)operands[2]);
        return Answer(instance, done, TrapKind.OutOfBoundsMemoryAccess);
    }

    [UnmanagedCallersOnly]
    private static uint MemoryCopy(NativeInstance* instance, ulong immediate, ulong* operands)
    {
        bool done = MemoryOperations.Copy(InstanceOf(instance), (uint)operands[0], (uint)operands[1], (uint)operands[2]);
        return Answer(instance, done, TrapKind.OutOfBoundsMemoryAccess);
    }

    [UnmanagedCallersOnly]
    private static uint MemoryFill(NativeInstance* instance, ulong immediate, ulong* operands)
    {
        bool done = MemoryOperations.Fill(InstanceOf(instance), (uint)operands[0], (byte)operands[1], (uint)operands[2]);
        return Answer(instance, done, TrapKind.OutOfBoundsMemoryAccess);
    }

    [UnmanagedCallersOnly]
    private static uint DataDrop(NativeInstance* instance, ulong immediate, ulong* operands)
    {
        InstanceOf(instance).DropData((int)immediate);
        return 0;
    }

    [UnmanagedCallersOnly]
    private static uint TableInit(NativeInstance* instance, ulong immediate, ulong* operands)
    {
        bool done = TableOperations.Initialize(
            InstanceOf(instance), High(immediate), Low(immediate), (uint)operands[0], (uint)operands[1], (uint)operands[2]);
        return Answer(instance, done, TrapKind.OutOfBoundsTableAccess);
    }

    [UnmanagedCallersOnly]
    private static uint TableCopy(NativeInstance* instance, ulong immediate, ulong* operands)
    {
        bool done = TableOperations.Copy(
            InstanceOf(instance), High(immediate), Low(immediate), (uint)operands[0], (uint)operands[1], (uint)operands[2]);
        return Answer(instance, done, TrapKind.OutOfBoundsTableAccess);
    }

    [UnmanagedCallersOnly]
    private static uint TableFill(NativeInstance* instance, ulong immediate, ulong* operands)
    {
        bool done = TableOperations.Fill(
            InstanceOf(instance), (int)immediate, (uint)operands[0], (nint)operands[1], (uint)operands[2]);
        return Answer(instance, done, TrapKind.OutOfBoundsTableAccess);
    }

    [UnmanagedCallersOnly]
    private static uint TableGrow(NativeInstance* instance, ulong immediate, ulong* operands)
    {
        var table = InstanceOf(instance).TableAt((int)immediate);
        uint before = (uint)table.Length;
        operands[0] = table.TryGrow((uint)operands[1], (nint)operands[0]) ? before : uint.MaxValue;
        return 0;
    }

    [UnmanagedCallersOnly]
    private static uint ElemDrop(NativeInstance* instance, ulong immediate, ulong* operands)
    {
        InstanceOf(instance).DropElements((int)immediate);
        return 0;
    }

    [UnmanagedCallersOnly]
    private static uint CompileFunction(NativeInstance* instance, ulong immediate, ulong* operands)
    {
        try
        {
            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
                return Answer(instance, done: false, TrapKind.CallStackExhausted);
            instance->Context->Compiled = InstanceOf(instance).CompileFunction((int)instance->Context->Pending);
            return 0;
        }
        catch (Exception exception)
        {
            return Stop(instance, exception);
        }
    }

    private static Instance InstanceOf(NativeInstance* instance) => Store.Of(instance->Context).InstanceOf(instance);

    private static int High(ulong immediate) => (int)(immediate >> 32);

    private static int Low(ulong immediate) => (int)immediate;

    private static uint Answer(NativeInstance* instance, bool done, TrapKind otherwise)
    {
        if (done)
            return 0;
        instance->Context->Trap = TrapCode.Of(otherwise);
        return Stopped;
    }

    private static uint Stop(NativeInstance* instance, Exception exception)
    {
        Store.Of(instance->Context).Stop(exception);
        return Stopped;
    }
}
