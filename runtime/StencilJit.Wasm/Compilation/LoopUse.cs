namespace StencilJit.Wasm.Compilation;

/// <summary>What the code of a loop does, as far as <see cref="LocalScan"/> saw: at least what it really does.</summary>
internal struct LoopUse
{
    /// <summary>Where the loop instruction stands.</summary>
    public int Offset;

    /// <summary>The loop around it by its number, or -1.</summary>
    public int Parent;

    /// <summary>The locals that are used: a bit may stand for several.</summary>
    public ulong Used;

    /// <summary>The locals that are written.</summary>
    public ulong Written;

    /// <summary>Whether there is a call.</summary>
    public bool HasCall;

    public static LoopUse Everything => new() { Parent = -1, Used = ulong.MaxValue, Written = ulong.MaxValue, HasCall = true };

    public static ulong BitOf(int local) => 1UL << (local & 63);
}
