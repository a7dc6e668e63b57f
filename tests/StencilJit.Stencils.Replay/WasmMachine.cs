using System.Runtime.InteropServices;
using StencilJit.Runtime;

namespace StencilJit.Stencils.Replay;

/// <summary>The structures of wasm.h around a few functions: an instance, its context, a value stack.</summary>
internal sealed unsafe class WasmMachine
{
    /// <summary>The code of the first trap; the others follow in the order of their names.</summary>
    public const uint FirstTrapCode = 50;

    /// <summary>What the host's functions store as trap.</summary>
    public const uint StoredTrap = 33;

    private readonly CodeUnderTest code;
    private readonly nint enter;
    private readonly nint run;

    public WasmMachine(CodeUnderTest code)
    {
        this.code = code;
        Image = code.Install();
        for (var trap = 0; trap < code.Set.Traps.Count; trap++)
        {
            var number = FirstTrapCode + (uint)trap;
            var stored = code.Set.Traps[trap] == "stored";
            Image.SetTrap(trap, Stitch(writer =>
            {
                if (stored)
                    Emit(writer, "trap_exit_stored", ">");
                else
                    Emit(writer, "trap_exit", ">", number);
            }));
        }

        enter = Stitch(writer => writer.Emit(code.Variant("enter")));
        run = Stitch(writer =>
        {
            Emit(writer, "run_enter", ">");
            Emit(writer, "run_call", ">");
            Emit(writer, "function_return", ">");
        });
        Stack = Words(1024);
        Context = Words(8);
        Instance = NewInstance(pages: 1);
        Context[2] = (ulong)(Stack + 1024);
    }

    public StencilImage Image { get; }

    public ulong* Stack { get; }

    /// <summary>A function's frame starts behind the word that names it.</summary>
    public ulong* Frame => Stack + 1;

    public ulong* Context { get; }

    public ulong* Instance { get; }

    public nint Stitch(Action<CodeWriter> emit) => CodeUnderTest.Stitch(Image, emit);

    public void Emit(CodeWriter writer, string name, string placement, params ReadOnlySpan<ulong> holes) =>
        writer.Emit(code.Variant(name, placement), holes);

    public void EmitCall(CodeWriter writer, Label callee, ulong frame) =>
        writer.EmitBranch(code.Variant("call", ">"), callee, Back(frame), frame);

    public void EmitCallNear(CodeWriter writer, Label callee, ulong frame) =>
        writer.EmitBranch(code.Variant("call_near", ">"), callee, frame);

    /// <summary>The hole `back` that goes with a callee's frame.</summary>
    public static ulong Back(ulong frame) => (ulong)-(long)frame;

    /// <summary>Stores a small constant to a slot of the running function.</summary>
    public void EmitSet(CodeWriter writer, int slot, int value) =>
        Emit(writer, "move_i64", "j>s", (ulong)(long)value, (ulong)(8 * slot));

    /// <summary>Stores the size in pages of the running instance's memory to a slot.</summary>
    public void EmitSize(CodeWriter writer, int slot)
    {
        Emit(writer, "memory_size", ">r");
        Emit(writer, "move_i32", "r>s", (ulong)(8 * slot));
    }

    public void EmitReturn(CodeWriter writer) => Emit(writer, "function_return", ">");

    public ulong* NewInstance(ulong pages)
    {
        var instance = Words(64);
        instance[0] = pages << 16;
        instance[1] = (ulong)Words(8);
        instance[2] = (ulong)Context;
        return instance;
    }

    public ulong* NewFunction(nint entry, ulong* instance, uint type = 0)
    {
        var function = Words(4);
        function[0] = (ulong)entry;
        function[1] = (ulong)instance;
        function[2] = instance[1];
        function[3] = type;
        return function;
    }

    /// <summary>Runs a function; the stack is filled with a pattern before.</summary>
    /// <returns>The trap, or 0.</returns>
    public uint Run(nint entry)
    {
        for (var i = 0; i < 1024; i++)
            Stack[i] = 0xABAB_0000UL + (ulong)i;
        Context[3] = 0;
        Stack[0] = (ulong)NewFunction(entry, Instance);
        ((delegate* unmanaged<nint, ulong*, ulong, ulong*, void>)enter)(run, Stack, Instance[1], Instance);
        return (uint)Context[3];
    }

    /// <summary>The code that the trap of a name leaves in the context.</summary>
    public uint TrapCode(string name) => name == "stored" ? StoredTrap : FirstTrapCode + (uint)code.Set.Traps.ToList().IndexOf(name);

    public static ulong* Words(int count) => (ulong*)NativeMemory.AllocZeroed((nuint)count, sizeof(ulong));
}
