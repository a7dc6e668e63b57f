using System.Runtime.CompilerServices;
using StencilJit.Runtime;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Compilation;

/// <summary>What the compiler keeps of an open block: nothing that the garbage collector has to be told of.</summary>
internal unsafe struct Block
{
    /// <summary>What it takes and gives.</summary>
    public CallingConvention* Type;

    /// <summary>Where branches to the block go, if <see cref="HasLabel"/>; otherwise the same as <see cref="Otherwise"/>.</summary>
    public Label Label;

    /// <summary>Where an if goes on when its condition is zero.</summary>
    public Label Otherwise;

    /// <summary>Where locals are for those who branch to <see cref="Otherwise"/>.</summary>
    public LocalPlaces OtherwisePlaces;

    /// <summary>Where locals must be for who branches to <see cref="Label"/>; nowhere where <see cref="Undecided"/>.</summary>
    public LocalPlaces Required;

    /// <summary>
    /// All bits as long as <see cref="Required"/> is not decided, otherwise none: for a loop and an if that is at their start, otherwise
    /// with the first branch.
    /// </summary>
    public ulong Undecided;

    /// <summary>Where all who branch to <see cref="Label"/> have the locals, apart from what they must load.</summary>
    public LocalPlaces Common;

    /// <summary>The locals whose values at the start of a loop, this one or one around, may be read.</summary>
    public uint LiveIn;

    /// <summary>The number of operands below the block's parameters.</summary>
    public int Height;

    /// <summary>How many operands a branch to the label takes along.</summary>
    public int LabelArity;

    public ControlKind Kind;

    public bool IsLoop;

    /// <summary>Whether <see cref="Label"/> is made: that of an if, to which few branches go, only with the first one.</summary>
    public bool HasLabel;

    /// <summary>
    /// Whether paths meet at its end: not at a loop's, nor where there is no branch to it, but always at that of an if without an else.
    /// </summary>
    public bool Meets;

    /// <summary>
    /// Whether what the label takes along is in the result register. Not for an if with parameters: where there is no else,
    /// they are its results, and they are in slots.
    /// </summary>
    public bool IsInResultRegister;

    /// <summary>Where locals are at the label, when all branches to it are known.</summary>
    public readonly LocalPlaces Places => new(Required.InRegister, Common.InSlot);

    /// <summary>Decides where locals are at the label.</summary>
    /// <param name="required">Where they must be.</param>
    /// <param name="places">Where the first who gets there has them.</param>
    public void Decide(LocalPlaces required, LocalPlaces places)
    {
        Required = required;
        Common = places;
        Undecided = 0;
    }

    /// <summary>A branch goes to the label. Where it has locals decides where they must be, unless that is decided.</summary>
    /// <param name="places">Where it has them.</param>
    /// <param name="homes">The registers of all locals that have one.</param>
    /// <returns>Where locals still have to be brought.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LocalPlaces Meet(LocalPlaces places, uint homes)
    {
        ulong required = Required.Bits | (places.Required(homes).Bits & Undecided);
        Required = LocalPlaces.Of(required);
        Undecided = 0;
        Meets |= !IsLoop;
        return LocalPlaces.Of(required & ~places.Bits);
    }
}
