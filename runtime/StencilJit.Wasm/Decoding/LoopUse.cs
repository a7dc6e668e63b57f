namespace StencilJit.Wasm.Decoding;

/// <summary>What the code of a loop does, as far as <see cref="LocalUses"/> saw: at least what it really does.</summary>
/// <remarks>Sets of locals are masks in which a bit may stand for several (<see cref="BitOf"/>).</remarks>
internal struct LoopUse
{
    /// <summary>The loop around it by its number, or -1.</summary>
    public int Parent;

    /// <summary>The locals whose values at the loop's start may be read, there or later.</summary>
    public ulong LiveIn;

    /// <summary>
    /// The locals that every way through the loop, and out of it, writes before it reads them. Each bit stands for one local:
    /// others than the first 64 are never in it.
    /// </summary>
    public ulong Killed;

    /// <summary>The locals that are written.</summary>
    public ulong Written;

    /// <summary>Whether there is a call.</summary>
    public bool HasCall;

    /// <summary>How many ifs are open where the loop starts; what is in further ones does not always happen.</summary>
    public int Ifs;

    /// <summary>Whether there was a branch forward, after which nothing happens always.</summary>
    public bool HasBranch;

    /// <summary>How many locals, the first ones, have a bit for themselves.</summary>
    public const int Named = 64;

    public static ulong BitOf(int local) => 1UL << (local & (Named - 1));

    /// <summary>1 where a local's bit is in a set, otherwise 0.</summary>
    public static uint Has(ulong set, int local) => (uint)(set >> (local & (Named - 1))) & 1;

    /// <summary>1 where a local's bit, which stands for it alone, is in a set, otherwise 0.</summary>
    public static uint HasNamed(ulong set, int local) => Has(set, local) & (uint)((local - Named) >> 31);
}
