using StencilJit.Model;

namespace StencilJit.Generator.Layout;

/// <summary>
/// A set as StencilTable of StencilJit.Runtime reads it: a blob of patches and code, two words for each stencil that tell
/// where its code is and which numbers it has, and a blob that tells where the numbers of registers are in the code. A
/// stencil's patches stand right before its code, so that stitching touches one place.
/// </summary>
internal sealed class TableLayout
{
    /// <summary>Patches that are no labels are filled up to so many: the runtime writes them without a branch.</summary>
    public const int PaddedPatches = 2;

    /// <summary>Code that is not longer is copied at once.</summary>
    private const int CopySize = 32;

    /// <summary>The value index of the data's address; holes are before it.</summary>
    private const int FirstData = 32;

    /// <summary>The value index of the first trap.</summary>
    private const int FirstTrap = 33;

    private const ulong TrapFlag = 1UL << 62;
    private const ulong GeneralFlag = 1UL << 61;
    private const ulong SlowFlag = 1UL << 63;
    private const ulong WrittenFlag = 1UL << 33;

    private readonly List<ulong> code = [];
    private readonly List<ulong> stencils = [];
    private readonly List<ulong> registers = [];
    private int id;

    private TableLayout(byte[] data)
    {
        Data = Words(data);
    }

    public IReadOnlyList<ulong> Code => code;

    public IReadOnlyList<ulong> Stencils => stencils;

    public IReadOnlyList<ulong> Registers => registers;

    /// <summary>How many numbers the stencils have in all.</summary>
    public int NumberCount => id;

    /// <summary>How many words all stencils take with all registers: what the runtime has to have room for.</summary>
    public long MaterialWords { get; private set; }

    public IReadOnlyList<ulong> Data { get; }

    public static TableLayout Create(StencilSet set, CancellationToken cancellation)
    {
        var layout = new TableLayout(set.Data);
        foreach (var stencil in set.Stencils)
        {
            cancellation.ThrowIfCancellationRequested();
            layout.Add(stencil);
        }

        // Code is copied 32 bytes at a time, the last one's too.
        for (var i = 0; i < CopySize / sizeof(ulong); i++)
            layout.code.Add(0);
        return layout;
    }

    /// <summary>Whether a patch waits for a label, and so may be written later than the stencil.</summary>
    public static bool IsLabel(Stencil stencil, Patch patch)
        => patch.Source == PatchSource.Hole && stencil.Holes[patch.Index].Kind == HoleKind.Label;

    private void Add(Stencil stencil)
    {
        var labels = stencil.Patches.Where(patch => IsLabel(stencil, patch)).ToList();
        var others = stencil.Patches.Where(patch => !IsLabel(stencil, patch)).ToList();
        var firstLabel = stencil.Holes.Count(hole => hole.Kind != HoleKind.Label);

        for (var i = labels.Count - 1; i >= 0; i--)
            code.Add(PatchWord(labels[i], labels[i].Index - firstLabel));
        // A dummy writes behind the code, where the next stencil follows.
        for (var i = others.Count; i < PaddedPatches; i++)
            code.Add((ulong)stencil.Code.Length);
        for (var i = others.Count - 1; i >= 0; i--)
            code.Add(PatchWord(others[i], ValueIndex(others[i])));

        stencils.Add(StencilWord(code.Count, stencil, others, labels.Count));
        stencils.Add((uint)id | (ulong)(uint)registers.Count << 32 | (ulong)(uint)stencil.Registers.Count << 56);
        code.AddRange(Words(stencil.Code));
        MaterialWords += (long)stencil.Combinations * (labels.Count + Math.Max(others.Count, PaddedPatches) + Words(stencil.Code).Length);
        id += stencil.Combinations;
        foreach (var register in stencil.Registers)
            Add(register);
    }

    /// <summary>A word that describes the register, then its bits, two a word.</summary>
    private void Add(RegisterHole register)
    {
        var bits = register.Bits;
        registers.Add((uint)bits.Count | (ulong)(uint)register.Class << 32 | (register.IsWritten ? WrittenFlag : 0));
        for (var i = 0; i < bits.Count; i += 2)
            registers.Add(BitWord(bits[i]) | (i + 1 < bits.Count ? (ulong)BitWord(bits[i + 1]) << 32 : 0));
    }

    private static uint BitWord(RegisterBit bit) => (uint)bit.NumberBit | (uint)bit.Position << 5;

    private static ulong StencilWord(int start, Stencil stencil, List<Patch> others, int labels)
    {
        var word = (uint)start | (ulong)(uint)stencil.Code.Length << 24 | (ulong)(uint)others.Count << 40 | (ulong)(uint)labels << 48;
        if (others.Any(patch => patch.Source == PatchSource.Trap))
            word |= TrapFlag;
        if (stencil.Code.Length > CopySize || others.Count > PaddedPatches || others.Any(patch => patch.Kind == PatchKind.Abs64))
            word |= GeneralFlag;
        if (labels != 0 || (word & GeneralFlag) != 0)
            word |= SlowFlag;
        return word;
    }

    private static ulong PatchWord(Patch patch, int value)
        => (uint)patch.Offset | (uint)Written(patch.Kind) << 16 | (ulong)(uint)value << 24 | (ulong)(uint)patch.Addend << 32;

    /// <summary>How the runtime writes a field: the byte at the end of the code as a word, over which the next stencil comes.</summary>
    private static PatchKind Written(PatchKind kind) => kind == PatchKind.Abs8 ? PatchKind.Abs32 : kind;

    private static int ValueIndex(Patch patch) => patch.Source switch
    {
        PatchSource.Data => FirstData,
        PatchSource.Trap => FirstTrap + patch.Index,
        _ => patch.Index,
    };

    /// <summary>Bytes as little-endian words, filled up with zero.</summary>
    private static ulong[] Words(byte[] bytes)
    {
        var words = new ulong[(bytes.Length + sizeof(ulong) - 1) / sizeof(ulong)];
        for (var i = 0; i < bytes.Length; i++)
            words[i / sizeof(ulong)] |= (ulong)bytes[i] << 8 * (i % sizeof(ulong));
        return words;
    }
}
