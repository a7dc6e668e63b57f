using StencilJit.Model;

namespace StencilJit.Stencils.Replay;

/// <summary>Where a stencil's operands and result are, and what its holes stand for.</summary>
internal sealed class PlacementPlan
{
    private readonly Stencil stencil;
    private readonly Signature signature;

    public PlacementPlan(Stencil stencil, Signature signature)
    {
        this.stencil = stencil;
        this.signature = signature;
        var parts = stencil.Placement.Split('>');
        Operands = parts[0];
        Result = parts[1].Length == 0 ? ' ' : parts[1][0];
        if (Operands.Length != signature.Operands.Count)
            throw new InvalidOperationException($"'{stencil.Name} {stencil.Placement}' places {Operands.Length} operands; its C function has {signature.Operands.Count}.");
    }

    /// <summary>A letter for each operand.</summary>
    public string Operands { get; }

    /// <summary>The letter of the result, or a blank.</summary>
    public char Result { get; }

    public bool HasSlots => Operands.Contains('s') || Result == 's';

    public bool HasImmediates => Operands.AsSpan().ContainsAny("ijn");

    /// <summary>Whether the placement can hold the operands: not every value fits a 32-bit immediate or is a count of bits.</summary>
    public bool Fits(Vector vector)
    {
        for (var i = 0; i < Operands.Length; i++)
        {
            ulong value = vector.Operands[i];
            if (Operands[i] == 'j' && (long)value != (int)value)
                return false;
            if (Operands[i] == 'n' && value >= (signature.Operands[i].Type == OperandType.I32 ? 32u : 64u))
                return false;
        }

        return true;
    }

    /// <summary>The values of the holes that are not labels, in order.</summary>
    public ulong[] Holes(Vector vector, SlotChoice slots)
    {
        List<ulong> values = [];
        foreach (var hole in stencil.Holes)
        {
            if (hole.Kind != HoleKind.Label)
                values.Add(Value(hole, vector, slots));
        }

        return [.. values];
    }

    public IEnumerable<string> Labels() => stencil.Holes.Where(hole => hole.Kind == HoleKind.Label).Select(hole => hole.Name);

    private ulong Value(Hole hole, Vector vector, SlotChoice slots)
    {
        for (var i = 0; i < Operands.Length; i++)
        {
            if (signature.Operands[i].Name == hole.Name && Operands[i] != 'r')
            {
                return Operands[i] switch
                {
                    's' => (ulong)slots.Operand(i),
                    'i' when hole.Kind is HoleKind.I32 => (ulong)(int)vector.Operands[i],
                    _ => vector.Operands[i],
                };
            }
        }

        if (hole.Name == "result" && Result == 's')
            return (ulong)slots.Result;
        foreach (var (name, value) in vector.Holes)
        {
            if (name == hole.Name)
                return hole.Kind == HoleKind.I32 ? (ulong)(int)value : value;
        }

        throw new InvalidOperationException($"'{stencil.Name} {stencil.Placement}' has the hole '{hole.Name}', but its vectors give no value to it.");
    }
}
