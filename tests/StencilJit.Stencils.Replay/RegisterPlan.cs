using StencilJit.Model;

namespace StencilJit.Stencils.Replay;

/// <summary>The words of a state block that a stencil's operands and result are in, for one choice of registers.</summary>
internal sealed class RegisterPlan
{
    private readonly Signature signature;
    private readonly Dictionary<int, int> operands = [];
    private readonly string text;

    public RegisterPlan(PlacementPlan plan, Signature signature, Stencil stencil, int[] registers, StateBlock state)
    {
        this.signature = signature;
        text = string.Join(' ', registers);
        var next = 0;
        for (var operand = 0; operand < plan.Operands.Length; operand++)
        {
            if (plan.Operands[operand] == 'r')
                operands.Add(operand, Word(next++));
        }

        Result = -1;
        for (var index = 0; index < registers.Length; index++)
        {
            if (stencil.Registers[index].IsWritten)
                Result = Word(index);
        }

        IsShared = operands.Values.Distinct().Count() < operands.Count;

        int Word(int index) => state.RegisterWord(stencil.Registers[index].Class, registers[index]);
    }

    /// <summary>The word that the result goes to, or -1.</summary>
    public int Result { get; }

    /// <summary>Whether operands are in the same register.</summary>
    public bool IsShared { get; }

    /// <summary>The word of an operand in a register.</summary>
    public int Operand(int operand) => operands[operand];

    /// <summary>Whether operands in the same register have the same value.</summary>
    public bool Fits(Vector vector) => !IsShared || operands.All(one => operands.All(other =>
        one.Value != other.Value || (signature.Operands[one.Key].Type == signature.Operands[other.Key].Type && vector.Operands[one.Key] == vector.Operands[other.Key])));

    public override string ToString() => text;
}
