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
        Length = 2 + set.Pinned.Count + set.Integers.Count + 2 * set.Floats.Count;
        words = (ulong*)NativeMemory.AlignedAlloc((nuint)Length * sizeof(ulong), 64);
    }

    public int Length { get; }

    public nint Address => (nint)words;

    public ref ulong this[int word] => ref words[word];

    public ref ulong Code => ref words[0];

    public ref ulong Outcome => ref words[1];

    public int PinnedWord(int pinned) => 2 + pinned;

    /// <summary>The word of one of the set's registers; the first one of two where it is for floating-point numbers.</summary>
    public int RegisterWord(RegisterClass registerClass, int index) => registerClass == RegisterClass.Float
        ? 2 + set.Pinned.Count + set.Integers.Count + (2 * index)
        : 2 + set.Pinned.Count + index;

    public bool IsFloatWord(int word) => word >= 2 + set.Pinned.Count + set.Integers.Count;

    /// <summary>What a word is, for messages.</summary>
    public string Describe(int word) => word switch
    {
        0 => "code",
        1 => "outcome",
        _ when word < 2 + set.Pinned.Count => $"pinned pointer '{set.Pinned[word - 2]}'",
        _ when !IsFloatWord(word) => set.Integers[word - 2 - set.Pinned.Count].Name,
        _ => set.Floats[(word - 2 - set.Pinned.Count - set.Integers.Count) / 2].Name,
    };

    public void Run(nint enter)
    {
        Outcome = NoOutcome;
        ((delegate* unmanaged<ulong*, void>)enter)(words);
    }

    public void Dispose() => NativeMemory.AlignedFree(words);
}
