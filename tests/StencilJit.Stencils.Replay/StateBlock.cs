using System.Runtime.InteropServices;
using StencilJit.Model;

namespace StencilJit.Stencils.Replay;

/// <summary>
/// The block of words that harness_enter loads all registers from and harness_exit stores them to: code, outcome,
/// pinned pointers, integer registers, floating-point registers of two words each.
/// </summary>
internal sealed unsafe class StateBlock : IDisposable
{
    /// <summary>What the outcome is before a run: still so afterwards where the code returned without harness_exit.</summary>
    public const ulong NoOutcome = ulong.MaxValue;

    private readonly StencilSet set;
    private readonly ulong* words;

    public StateBlock(StencilSet set)
    {
        this.set = set;
        Length = 2 + set.Pinned.Count + set.IntegerRegisters + 2 * set.FloatRegisters;
        words = (ulong*)NativeMemory.AlignedAlloc((nuint)Length * sizeof(ulong), 64);
    }

    public int Length { get; }

    public nint Address => (nint)words;

    public ref ulong this[int word] => ref words[word];

    public ref ulong Code => ref words[0];

    public ref ulong Outcome => ref words[1];

    public int PinnedWord(int pinned) => 2 + pinned;

    /// <summary>The word of the register that holds an operand or result of a type at a position.</summary>
    public int RegisterWord(OperandType type, int position) => type.IsFloat()
        ? 2 + set.Pinned.Count + set.IntegerRegisters + 2 * (position % set.FloatRegisters)
        : 2 + set.Pinned.Count + position % set.IntegerRegisters;

    public bool IsFloatWord(int word) => word >= 2 + set.Pinned.Count + set.IntegerRegisters;

    /// <summary>What a word is, for messages.</summary>
    public string Describe(int word) => word switch
    {
        0 => "code",
        1 => "outcome",
        _ when word < 2 + set.Pinned.Count => $"pinned pointer '{set.Pinned[word - 2]}'",
        _ when !IsFloatWord(word) => $"register r{word - 2 - set.Pinned.Count}",
        _ => $"register f{(word - 2 - set.Pinned.Count - set.IntegerRegisters) / 2}",
    };

    public void Run(nint enter)
    {
        Outcome = NoOutcome;
        ((delegate* unmanaged<ulong*, void>)enter)(words);
    }

    public void Dispose() => NativeMemory.AlignedFree(words);
}
