using StencilJit.Runtime;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Compilation;

/// <summary>What the compiler keeps of an open block.</summary>
internal struct Block
{
    public FunctionType Type;

    public ControlKind Kind;

    /// <summary>Whether <see cref="Label"/> exists.</summary>
    public bool HasLabel;

    /// <summary>Whether <see cref="Places"/> is decided: for a loop and an if at their start, otherwise by the first branch.</summary>
    public bool HasPlaces;

    /// <summary>
    /// Whether what the label takes along is in the result register. Not for an if with parameters: where there is no else,
    /// they are its results, and they are in slots.
    /// </summary>
    public bool IsInResultRegister;

    /// <summary>The number of operands below the block's parameters.</summary>
    public int Height;

    /// <summary>How many operands a branch to the label takes along.</summary>
    public int LabelArity;

    /// <summary>Where branches to the block go; made when the first one needs it.</summary>
    public Label Label;

    /// <summary>Where an if goes on when its condition is zero.</summary>
    public Label Otherwise;

    /// <summary>Where locals are for those who branch to <see cref="Otherwise"/>.</summary>
    public LocalPlaces OtherwisePlaces;

    /// <summary>Where locals must be for who branches to <see cref="Label"/>, if <see cref="HasPlaces"/>.</summary>
    public LocalPlaces Places;

    /// <summary>For a loop: the locals whose values nobody reads who comes to its start.</summary>
    public uint Dead;

    /// <summary>The locals whose values at the start of a loop, this one or one around, may be read.</summary>
    public ulong LiveIn;

    /// <summary>Whether the label is the start of a loop, which is stitched before all branches are known.</summary>
    private readonly bool IsLoop => Kind == ControlKind.Loop;

    /// <summary>Starts over with another block.</summary>
    /// <param name="kind">What opens it.</param>
    /// <param name="type">Its parameters and results.</param>
    /// <param name="height">The number of operands below its parameters.</param>
    /// <param name="liveIn">The locals whose values at the start of a loop around may be read.</param>
    public void Open(ControlKind kind, FunctionType type, int height, ulong liveIn)
    {
        Type = type;
        Kind = kind;
        HasLabel = false;
        HasPlaces = false;
        int results = type.Results.Length;
        int parameters = type.Parameters.Length;
        IsInResultRegister = results == 1 && (kind is ControlKind.Function or ControlKind.Block || (kind == ControlKind.If && parameters == 0));
        Height = height;
        LabelArity = kind == ControlKind.Loop ? parameters : results;
        Dead = 0;
        LiveIn = liveIn;
    }

    public void Decide(LocalPlaces places)
    {
        Places = places;
        HasPlaces = true;
    }

    /// <summary>Which locals a branch to the label must have in their slots.</summary>
    /// <param name="homes">The registers of all locals that have one.</param>
    public readonly uint InSlot(uint homes) => ((homes & ~Places.InRegister) | (IsLoop ? Places.InSlot : 0)) & ~Dead;

    /// <summary>Takes note of where a branch to the label has the locals: as it must, but fewer may be in their slots too.</summary>
    public void Meet(LocalPlaces places)
    {
        if (!IsLoop)
            Places = Places with { InSlot = Places.InSlot & places.InSlot };
    }
}
