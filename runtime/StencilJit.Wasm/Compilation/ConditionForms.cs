namespace StencilJit.Wasm.Compilation;

/// <summary>Conditions that branch, by where the last operand is.</summary>
/// <param name="LastOperand">Those for any operand.</param>
/// <param name="Short">By how much that for a number from 0 to 127 is behind the one for any number; 0 where there is none.</param>
internal readonly record struct ConditionForms(LastOperandForms LastOperand, int Short)
{
    public int Register => LastOperand.Register;

    public int Slot => LastOperand.Slot;

    public int Immediate => LastOperand.Immediate;

    public bool HasSlot => LastOperand.HasSlot;

    public bool HasImmediate => LastOperand.HasImmediate;
}
