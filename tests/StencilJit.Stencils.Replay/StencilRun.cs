using StencilJit.Model;

namespace StencilJit.Stencils.Replay;

/// <summary>One run of one stencil: sets registers and memory, runs, compares.</summary>
internal sealed class StencilRun(CodeUnderTest code, StateBlock state, VectorFile file)
{
    private readonly WatchedMemory memory = new();
    private readonly ulong[] before = new ulong[state.Length];
    private readonly bool[] own = new bool[state.Length];

    /// <summary>Runs the code at an address and compares what it does with a vector.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? Execute(Stencil stencil, PlacementPlan plan, RegisterPlan registers, Signature signature, Vector vector, SlotChoice slots, nint address)
    {
        PrepareRegisters();
        memory.Prepare(vector);
        PlaceOperands(plan, registers, signature, vector, slots);
        PlaceResult(plan, registers, signature, vector, slots);
        memory.WriteBefore();
        for (var word = 0; word < before.Length; word++)
            state[word] = before[word];
        state.Code = (ulong)address;
        state.Run(code.Enter);

        var ending = ActualEnding();
        var problem = memory.CheckAndClear();
        if (ending != ExpectedEnding(plan, vector))
            return $"ended with '{ending}', expected '{ExpectedEnding(plan, vector)}'";
        return problem ?? CheckRegisters(stencil, plan, registers, signature, vector, ending);
    }

    private void PrepareRegisters()
    {
        for (var word = 0; word < before.Length; word++)
            before[word] = 0xA5C3_9600_7E81_0000UL + 0x0101_0101_0101UL * (ulong)word;
        Array.Clear(own);
        for (var pinned = 0; pinned < code.Set.Pinned.Count; pinned++)
            before[state.PinnedWord(pinned)] = file.Pinned[code.Set.Pinned[pinned]];
    }

    private void PlaceOperands(PlacementPlan plan, RegisterPlan registers, Signature signature, Vector vector, SlotChoice slots)
    {
        for (var i = 0; i < plan.Operands.Length; i++)
        {
            var type = signature.Operands[i].Type;
            var mask = type.Mask();
            if (plan.Operands[i] == 'r')
            {
                var word = registers.Operand(i);
                // An i32 fills its register zero-extended; a number leaves the upper lanes of its own undefined.
                before[word] = (type.IsFloat() ? before[word] & ~mask : 0) | (vector.Operands[i] & mask);
            }
            else if (plan.Operands[i] == 's' && !(i == 0 && plan.Result == 't'))
            {
                var content = (vector.Operands[i] & mask) | (0xDEAD_BEEF_0000_0000 & ~mask);
                memory.AddSlot(Frame + (ulong)slots.Operand(i), content, content, ulong.MaxValue);
            }
        }
    }

    private void PlaceResult(PlacementPlan plan, RegisterPlan registers, Signature signature, Vector vector, SlotChoice slots)
    {
        var continues = vector.Ending == Ending.Continue;
        if (registers.Result >= 0)
        {
            Own(registers.Result);
        }
        else if (plan.Result == 't')
        {
            // Of a 32-bit result, the other half of the slot may hold anything.
            var old = (vector.Operands[0] & signature.Operands[0].Type.Mask()) | (0xDEAD_BEEF_0000_0000 & ~signature.Operands[0].Type.Mask());
            memory.AddSlot(Frame + (ulong)slots.Operand(0), old, continues ? vector.Result : old, continues ? signature.Result.Mask() : ulong.MaxValue);
        }
        else if (plan.Result == 's')
        {
            const ulong Old = 0x1234_5678_9ABC_DEF0;
            memory.AddSlot(Frame + (ulong)slots.Result, Old, continues ? vector.Result : Old, continues ? signature.Result.Mask() : ulong.MaxValue);
        }
    }

    private ulong Frame => file.Pinned[code.Set.Pinned[0]];

    private void Own(int word)
    {
        own[word] = true;
        if (state.IsFloatWord(word))
            own[word + 1] = true;
    }

    private Ending ActualEnding()
    {
        var outcome = state.Outcome;
        if (outcome == StateBlock.NoOutcome)
            return Ending.Return;
        if (outcome == CodeUnderTest.Continued)
            return Ending.Continue;
        return outcome >= CodeUnderTest.FirstTrap
            ? new Ending("trap", code.Set.Traps[(int)(outcome - CodeUnderTest.FirstTrap)])
            : Ending.Target;
    }

    private static Ending ExpectedEnding(PlacementPlan plan, Vector vector)
    {
        if (vector.Ending != Ending.Continue || plan.Result is not ('?' or '!'))
            return vector.Ending;
        return vector.Result != 0 == (plan.Result == '?') ? Ending.Target : Ending.Continue;
    }

    private string? CheckRegisters(Stencil stencil, PlacementPlan plan, RegisterPlan registers, Signature signature, Vector vector, Ending ending)
    {
        // Without harness_exit nobody looked at the registers.
        if (ending.Way is "return")
            return null;
        for (var pinned = 0; pinned < code.Set.Pinned.Count; pinned++)
        {
            var name = code.Set.Pinned[pinned];
            var expected = vector.Pinned.Where(change => change.Name == name).Select(change => change.Value).FirstOrDefault(file.Pinned[name]);
            if (state[state.PinnedWord(pinned)] != expected)
                return $"pinned pointer '{name}' is {state[state.PinnedWord(pinned)]:x}, expected {expected:x}";
        }

        if (ending.Way is "trap")
            return null;
        if (registers.Result >= 0 && ending == Ending.Continue && CheckResult(signature.Result, state[registers.Result], vector) is { } problem)
            return problem;
        if (stencil.Kind != StencilKind.Leaf)
            return null;
        for (var word = state.PinnedWord(code.Set.Pinned.Count); word < state.Length; word++)
        {
            if (!own[word] && state[word] != before[word])
                return $"{state.Describe(word)} is {state[word]:x}, was {before[word]:x} and is not the stencil's";
        }

        return null;
    }

    private static string? CheckResult(OperandType type, ulong actual, Vector vector)
    {
        var seen = type.IsFloat() ? actual & type.Mask() : actual;
        if (vector.ResultIsAnyNaN ? type.IsQuietNaN(seen) : seen == vector.Result)
            return null;
        return $"result {seen:x}, expected {(vector.ResultIsAnyNaN ? "a quiet NaN" : vector.Result.ToString("x"))}";
    }
}
