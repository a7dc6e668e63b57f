using System.Runtime.InteropServices;
using StencilJit.Runtime;

namespace StencilJit.Stencils.Replay;

/// <summary>Calls, traps and host functions of the WebAssembly set.</summary>
internal sealed unsafe class WasmScenarios(CodeUnderTest code) : Scenarios
{
    public static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        ["enter"] = "an entry thunk; every scenario runs through it",
        ["run_enter"] = "saves where traps leave to, which is on the stack of the run",
        ["run_call"] = "calls a function",
        ["trap_exit"] = "leaves to what run_enter saved",
        ["trap_exit_stored"] = "leaves to what run_enter saved",
        ["call"] = "calls a function",
        ["call_near"] = "calls a function",
        ["call_import"] = "calls a function",
        ["call_indirect"] = "calls a function",
        ["call_indirect_near"] = "calls a function",
        ["call_lazy"] = "calls a function",
        ["function_stub"] = "leaves to what has the function compiled",
        ["enter_compiled"] = "goes on where the function was compiled",
        ["host_entry"] = "calls the host",
        ["call_helper"] = "calls the host",
        ["jump_table"] = "goes on where a table says, which only stitched code has",
    };

    private const ulong FieldOffset = 64;
    private const uint FunctionType = 5;

    // Words of the instance: the code of a function that is to be compiled, and the number that it was asked for by.
    private const int CompiledCode = 40;
    private const int CompiledNumber = 41;

    private readonly WasmMachine machine = new(code);

    public override IReadOnlyDictionary<string, string> Covered => Reasons;

    public override IEnumerable<(string Claim, Func<string?> Run)> All =>
    [
        ("a function finds its arguments behind its name and leaves results there", Function),
        ("call gives the callee a frame of its own and restores the caller's", () => Call(machine.EmitCall)),
        ("call_near does the same", () => Call(machine.EmitCallNear)),
        ("a trap leaves from any depth of calls", TrapAtDepth),
        ("call_import runs on the other instance and comes back to the caller's", CallImport),
        ("call_indirect runs the function at the index", () => CallIndirect(1, 0) ?? CallIndirectNear(1, 0)),
        ("call_indirect traps behind the table's end", () => CallIndirect(3, machine.TrapCode("undefined_element")) ?? CallIndirectNear(3, machine.TrapCode("undefined_element"))),
        ("call_indirect traps at a null", () => CallIndirect(0, machine.TrapCode("uninitialized_element")) ?? CallIndirectNear(0, machine.TrapCode("uninitialized_element"))),
        ("call_indirect traps at another type", () => CallIndirect(2, machine.TrapCode("indirect_call_type_mismatch")) ?? CallIndirectNear(2, machine.TrapCode("indirect_call_type_mismatch"))),
        ("call_lazy has a function compiled, with its number, and then calls it", CallLazy),
        ("host_entry calls the host with handle and frame", () => HostEntry(refuses: false)),
        ("host_entry leaves with the trap that the host stored", () => HostEntry(refuses: true)),
        ("call_helper calls the helper of its number", () => CallHelper(refuses: false)),
        ("call_helper leaves with the trap that the helper stored", () => CallHelper(refuses: true)),
        ("jump_table goes on at the label of its index", () => JumpTable(0, 0) ?? JumpTable(1, 1)),
        ("jump_table goes on at the last label with any other index", () => JumpTable(2, 2) ?? JumpTable(3, 2) ?? JumpTable(-1, 2)),
    ];

    private string? Function()
    {
        var trap = machine.Run(machine.Stitch(writer =>
        {
            machine.Emit(writer, "move_i64", "s>r", 0);
            machine.Emit(writer, "i64_add", "rj>t", 5);
            machine.Emit(writer, "move_i64", "r>s", 8);
            machine.EmitReturn(writer);
        }));
        return Expect("the trap", trap, 0) ?? Expect("the result", machine.Frame[1], 0xABAB_0001UL + 5);
    }

    private string? JumpTable(int index, int expected)
    {
        var trap = machine.Run(machine.Stitch(writer =>
        {
            Runtime.Label[] labels = [writer.DefineLabel(), writer.DefineLabel(), writer.DefineLabel()];
            var variant = code.Variant("jump_table");
            ulong last = (ulong)labels.Length - 1;
            machine.Emit(writer, "move_i32", "i>r", (ulong)index);
            int start = writer.Position;
            writer.Emit(variant, last, 0);
            writer.Align(sizeof(int));
            writer.Rewrite(start, variant, last, (ulong)writer.Address);
            writer.EmitTable(labels);
            for (int i = 0; i < labels.Length; i++)
            {
                writer.Bind(labels[i]);
                machine.EmitSet(writer, 0, i);
                machine.EmitReturn(writer);
            }
        }));
        return Expect("the trap", trap, 0) ?? Expect("the label", machine.Frame[0], (ulong)expected);
    }

    private string? Call(Action<CodeWriter, Label, ulong> emitCall)
    {
        var trap = machine.Run(machine.Stitch(writer =>
        {
            var callee = writer.DefineLabel();
            emitCall(writer, callee, 64);
            machine.EmitSet(writer, 0, 17);
            machine.EmitReturn(writer);
            writer.Bind(callee);
            machine.EmitSet(writer, 1, 7);
            machine.EmitReturn(writer);
        }));
        return Expect("the trap", trap, 0) ?? Expect("the caller's slot 0", machine.Frame[0], 17)
            ?? Expect("the callee's slot 1", machine.Frame[9], 7) ?? Expect("the caller's slot 1", machine.Frame[1], 0xABAB_0002UL);
    }

    private string? TrapAtDepth()
    {
        var trap = machine.Run(machine.Stitch(writer =>
        {
            var first = writer.DefineLabel();
            var second = writer.DefineLabel();
            machine.EmitCall(writer, first, 32);
            machine.EmitSet(writer, 0, 1);
            machine.EmitReturn(writer);
            writer.Bind(first);
            machine.EmitCall(writer, second, 32);
            machine.EmitSet(writer, 0, 2);
            machine.EmitReturn(writer);
            writer.Bind(second);
            machine.Emit(writer, "unreachable", ">");
        }));
        return Expect("the trap", trap, machine.TrapCode("unreachable")) ?? Expect("slot 0", machine.Frame[0], 0xABAB_0001UL)
            ?? Expect("the callee's slot 0", machine.Frame[4], 0xABAB_0005UL);
    }

    private string? CallImport()
    {
        var other = machine.NewInstance(pages: 3);
        *(ulong*)other[1] = 0x5555;
        *(ulong*)machine.Instance[1] = 0x7777;
        var callee = machine.Stitch(writer =>
        {
            machine.EmitSize(writer, 0);
            EmitLoad(writer, 1);
            machine.EmitReturn(writer);
        });
        machine.Instance[FieldOffset / 8] = (ulong)machine.NewFunction(callee, other);
        var trap = machine.Run(machine.Stitch(writer =>
        {
            machine.Emit(writer, "call_import", ">", WasmMachine.Back(80), 80, FieldOffset, 72);
            machine.EmitSize(writer, 0);
            EmitLoad(writer, 1);
            machine.EmitReturn(writer);
        }));
        return Expect("the trap", trap, 0) ?? Expect("the callee's pages", (uint)machine.Frame[10], 3) ?? Expect("the callee's memory", machine.Frame[11], 0x5555)
            ?? Expect("the caller's pages", (uint)machine.Frame[0], 1) ?? Expect("the caller's memory", machine.Frame[1], 0x7777);
    }

    private void EmitLoad(Runtime.CodeWriter writer, int slot)
    {
        machine.Emit(writer, "move_i32", "i>r", 0);
        // The holes `end` and `offset`.
        machine.Emit(writer, "i64_load", "r>t", 8, 0);
        machine.Emit(writer, "move_i64", "r>s", (ulong)(8 * slot));
    }

    private string? CallIndirect(int index, uint expectedTrap) => CallIndirect(
        index, expectedTrap, writer => machine.Emit(writer, "call_indirect", "s>", 16, WasmMachine.Back(64), 64, 56, FieldOffset, FunctionType));

    private string? CallIndirectNear(int index, uint expectedTrap) => CallIndirect(
        index, expectedTrap, writer => machine.Emit(writer, "call_indirect_near", "s>", 16, 64, 56, FieldOffset, FunctionType));

    private string? CallIndirect(int index, uint expectedTrap, Action<CodeWriter> emitCall)
    {
        var callee = machine.Stitch(writer =>
        {
            machine.EmitSet(writer, 0, 23);
            machine.EmitReturn(writer);
        });
        var elements = WasmMachine.Words(3);
        elements[1] = (ulong)machine.NewFunction(callee, machine.Instance, FunctionType);
        elements[2] = (ulong)machine.NewFunction(callee, machine.Instance, FunctionType + 1);
        var table = WasmMachine.Words(2);
        table[0] = (ulong)elements;
        table[1] = 3;
        machine.Instance[FieldOffset / 8] = (ulong)table;
        var trap = machine.Run(machine.Stitch(writer =>
        {
            machine.EmitSet(writer, 2, index);
            emitCall(writer);
            machine.EmitSet(writer, 1, 9);
            machine.EmitReturn(writer);
        }));
        return Expect("the trap", trap, expectedTrap)
            ?? (trap == 0 ? Expect("the result", machine.Frame[8], 23) ?? Expect("slot 1", machine.Frame[1], 9) : Expect("slot 1", machine.Frame[1], 0xABAB_0002UL));
    }

    private string? CallLazy()
    {
        const uint Number = 0x1234_5678;
        var callee = machine.Stitch(writer =>
        {
            machine.EmitSet(writer, 1, 7);
            machine.EmitReturn(writer);
        });
        var stub = machine.Stitch(writer =>
        {
            var compile = writer.DefineLabel();
            writer.EmitBranch(code.Variant("function_stub", ">"), compile, Number);
            machine.Emit(writer, "unreachable", ">");
            writer.Bind(compile);
            machine.Emit(writer, "call_helper", ">", 0, 0, 0);
            machine.Emit(writer, "enter_compiled", ">");
        });
        var helpers = WasmMachine.Words(1);
        helpers[0] = (ulong)(delegate* unmanaged<ulong*, ulong, ulong*, uint>)&Compile;
        machine.Context[4] = (ulong)helpers;
        machine.Instance[FieldOffset / 8] = (ulong)machine.NewFunction(stub, machine.Instance);
        machine.Instance[CompiledCode] = (ulong)callee;
        machine.Instance[CompiledNumber] = 0;
        var trap = machine.Run(machine.Stitch(writer =>
        {
            machine.Emit(writer, "call_lazy", ">", WasmMachine.Back(64), 64, FieldOffset);
            machine.EmitSet(writer, 0, 17);
            machine.EmitReturn(writer);
        }));
        return Expect("the trap", trap, 0) ?? Expect("the number", machine.Instance[CompiledNumber], Number) ?? Expect("the caller's slot 0", machine.Frame[0], 17)
            ?? Expect("the callee's slot 1", machine.Frame[9], 7) ?? Expect("the caller's slot 1", machine.Frame[1], 0xABAB_0002UL);
    }

    private string? HostEntry(bool refuses)
    {
        machine.Context[5] = (ulong)(delegate* unmanaged<ulong*, ulong, ulong*, uint>)&Host;
        var pseudo = machine.NewInstance(pages: 0);
        pseudo[3] = refuses ? 1UL : 0x1234;
        machine.Instance[FieldOffset / 8] = (ulong)machine.NewFunction(HostFunction(), pseudo);
        return RunHost(writer => machine.Emit(writer, "call_import", ">", WasmMachine.Back(80), 80, FieldOffset, 72), refuses, 0x1234);
    }

    private nint HostFunction() => machine.Stitch(writer =>
    {
        machine.Emit(writer, "host_entry", ">");
        machine.EmitReturn(writer);
    });

    private string? CallHelper(bool refuses)
    {
        var helpers = WasmMachine.Words(4);
        helpers[2] = (ulong)(delegate* unmanaged<ulong*, ulong, ulong*, uint>)&Host;
        machine.Context[4] = (ulong)helpers;
        const ulong Immediate = 0x1122_3344_5566_7788;
        return RunHost(writer => machine.Emit(writer, "call_helper", ">", refuses ? 1 : Immediate, 2, 80), refuses, Immediate);
    }

    private string? RunHost(Action<Runtime.CodeWriter> call, bool refuses, ulong expected)
    {
        var trap = machine.Run(machine.Stitch(writer =>
        {
            machine.EmitSet(writer, 10, 100);
            call(writer);
            machine.EmitSet(writer, 1, 9);
            machine.EmitReturn(writer);
        }));
        return refuses
            ? Expect("the trap", trap, WasmMachine.StoredTrap) ?? Expect("slot 1", machine.Frame[1], 0xABAB_0002UL)
            : Expect("the trap", trap, 0) ?? Expect("the operand", machine.Frame[10], expected + 100) ?? Expect("slot 1", machine.Frame[1], 9);
    }

    /// <summary>A host function: adds its number to the first operand; refuses the number 1.</summary>
    [UnmanagedCallersOnly]
    private static uint Host(ulong* instance, ulong number, ulong* operands)
    {
        if (number == 1)
        {
            *(uint*)((byte*)instance[2] + 24) = WasmMachine.StoredTrap;
            return 1;
        }

        operands[0] += number;
        return 0;
    }

    /// <summary>"Compiles" a function: tells where its code is.</summary>
    [UnmanagedCallersOnly]
    private static uint Compile(ulong* instance, ulong immediate, ulong* operands)
    {
        var context = (ulong*)instance[2];
        instance[CompiledNumber] = *(uint*)((byte*)context + 28);
        context[6] = instance[CompiledCode];
        return 0;
    }
}
