using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Sources;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler.Lowering;

/// <summary>
/// Gives the authoring header's marker calls their meaning inside one stencil function, after the micro-op was inlined:
/// pinned pointers become variables, ways out become tail calls, calls become the target's call instruction.
/// Holes stay calls, so that the optimizer treats them as unknown values.
/// </summary>
internal sealed unsafe class MarkerLowering(IrBuilder ir, SetDeclaration set, TargetDescription target, StencilSignature signature, LLVMOpaqueType* type)
{
    private readonly nint stencilType = (nint)type;

    /// <summary>Lowers every marker in a function.</summary>
    public void Lower(LLVMOpaqueValue* function, StencilFunction stencil)
    {
        var variables = FindPinnedVariables(function);
        foreach (var call in CollectMarkerCalls(function))
            LowerCall((LLVMOpaqueValue*)call.Instruction, call.Name, function, stencil, variables);
    }

    private static nint[] FindPinnedVariables(LLVMOpaqueValue* function)
    {
        var variables = new List<nint>();
        for (var instruction = FirstInstruction(function); instruction != null; instruction = LLVM.GetNextInstruction(instruction))
            if (NameOf(instruction).StartsWith(StencilState.PinnedVariable, StringComparison.Ordinal))
                variables.Add((nint)instruction);
        return [.. variables];
    }

    private static LLVMOpaqueValue* FirstInstruction(LLVMOpaqueValue* function) => LLVM.GetFirstInstruction(LLVM.GetEntryBasicBlock(function));

    private static List<(nint Instruction, string Name)> CollectMarkerCalls(LLVMOpaqueValue* function)
    {
        var calls = new List<(nint, string)>();
        for (var block = LLVM.GetFirstBasicBlock(function); block != null; block = LLVM.GetNextBasicBlock(block))
            for (var instruction = LLVM.GetFirstInstruction(block); instruction != null; instruction = LLVM.GetNextInstruction(instruction))
                if (LLVM.IsACallInst(instruction) != null && NameOf(LLVM.GetCalledValue(instruction)) is var name
                    && name.StartsWith(Markers.Prefix, StringComparison.Ordinal) && !name.StartsWith(Markers.Hole, StringComparison.Ordinal))
                    calls.Add(((nint)instruction, name));
        return calls;
    }

    private void LowerCall(LLVMOpaqueValue* call, string name, LLVMOpaqueValue* function, StencilFunction stencil, nint[] variables)
    {
        ir.Before(call);
        if (name.StartsWith(Markers.Get, StringComparison.Ordinal))
        {
            var value = ir.Load(ir.Pointer, (LLVMOpaqueValue*)variables[PinnedIndex(name[Markers.Get.Length..], stencil)]);
            LLVM.ReplaceAllUsesWith(call, value);
        }
        else if (name.StartsWith(Markers.Set, StringComparison.Ordinal))
        {
            ir.Store(LLVM.GetOperand(call, 0), (LLVMOpaqueValue*)variables[PinnedIndex(name[Markers.Set.Length..], stencil)]);
        }
        else if (name.StartsWith(Markers.Jump, StringComparison.Ordinal))
        {
            Leave(call, function, stencil, variables, Markers.LabelSymbol + name[Markers.Jump.Length..], keepOperands: stencil.Kind == StencilKind.Leaf);
            return;
        }
        else if (name.StartsWith(Markers.Trap, StringComparison.Ordinal))
        {
            Leave(call, function, stencil, variables, Markers.TrapSymbol + name[Markers.Trap.Length..], keepOperands: false);
            return;
        }
        else if (name == Markers.Return)
        {
            EraseUnreachableAfter(call);
            ir.Before(call);
            ir.Return();
        }
        else if (name.StartsWith(Markers.Call, StringComparison.Ordinal))
        {
            if (stencil.Kind != StencilKind.Spilled)
                throw stencil.Op.Error("SJ1106", $"'{stencil.Op.Name}' uses CALL; mark it STENCIL_SPILLED, as registers do not survive the call.");
            CallStitched(call, name, variables);
        }
        else
        {
            throw stencil.Op.Error("SJ1107", $"'{stencil.Op.Name}' calls '{name}', which stenciljit.h does not declare for micro-ops.");
        }
        LLVM.InstructionEraseFromParent(call);
    }

    private void Leave(LLVMOpaqueValue* call, LLVMOpaqueValue* function, StencilFunction stencil, nint[] variables, string symbol, bool keepOperands)
    {
        EraseUnreachableAfter(call);
        ir.Before(call);
        var state = new StencilState(ir, set, signature, function, stencil.Kind == StencilKind.Spilled, variables);
        state.LeaveTo((LLVMOpaqueType*)stencilType, symbol, keepOperands);
        LLVM.InstructionEraseFromParent(call);
    }

    // What clang emits after a call of a function that does not return.
    private static void EraseUnreachableAfter(LLVMOpaqueValue* call)
    {
        for (var next = LLVM.GetNextInstruction(call); next != null; next = LLVM.GetNextInstruction(call))
        {
            LLVM.InstructionEraseFromParent(next);
        }
    }

    // The call as inline assembly: the pinned pointers go in and come out in their registers, all others are lost. An
    // address to call goes in through a register that also counts as an output, as it is lost like the others.
    private void CallStitched(LLVMOpaqueValue* call, string name, nint[] variables)
    {
        var byPointer = name == Markers.CallPointer;
        var registers = byPointer ? signature.PinnedRegisters.Append(target.CallPointer).ToArray() : [.. signature.PinnedRegisters];
        var lost = target.ArgumentRegisters.Concat(target.CalleeClobbers).Except(registers);
        var inputs = Enumerable.Range(0, registers.Length).Select(index => index.ToString());
        if (!byPointer)
            inputs = inputs.Append(target.CallSymbolConstraint);
        var constraints = string.Join(',', registers.Select(register => $"={{{register}}}").Concat(inputs).Concat(lost.Select(register => $"~{{{register}}}")));
        var callee = byPointer ? registers.Length - 1 : 2 * registers.Length;
        var text = (byPointer ? target.CallRegister : target.CallSymbol).Replace("$0", $"${callee}").Replace("${0:", $"${{{callee}:");

        var arguments = variables.Select(variable => (nint)ir.Load(ir.Pointer, (LLVMOpaqueValue*)variable)).ToList();
        arguments.Add((nint)(byPointer ? LLVM.GetOperand(call, 0) : Label(name[Markers.Call.Length..])));
        var pointers = Enumerable.Repeat((nint)ir.Pointer, arguments.Count).ToArray();
        var functionType = ir.FunctionType(registers.Length == 1 ? ir.Pointer : ir.Structure(pointers.AsSpan(0, registers.Length)), pointers);
        var value = ir.Call(functionType, ir.Assembly(functionType, text, constraints), [.. arguments]);
        for (var index = 0; index < variables.Length; index++)
            ir.Store(registers.Length == 1 ? value : ir.Extract(value, index), (LLVMOpaqueValue*)variables[index]);
    }

    private LLVMOpaqueValue* Label(string name)
    {
        var label = ir.Declare(Markers.LabelSymbol + name, (LLVMOpaqueType*)stencilType);
        LLVM.SetVisibility(label, LLVMVisibility.LLVMHiddenVisibility);
        return label;
    }

    private int PinnedIndex(string name, StencilFunction stencil)
    {
        for (var index = 0; index < set.Pinned.Count; index++)
            if (set.Pinned[index] == name)
                return index;
        throw stencil.Op.Error("SJ1108", $"'{stencil.Op.Name}' uses the pinned pointer '{name}', which STENCIL_SET does not name; it names {string.Join(", ", set.Pinned)}.");
    }

    private static string NameOf(LLVMOpaqueValue* value)
    {
        nuint length;
        return Utf8.Read(LLVM.GetValueName2(value, &length), length);
    }
}
