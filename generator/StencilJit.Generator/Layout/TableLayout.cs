using StencilJit.Model;

namespace StencilJit.Generator.Layout;

/// <summary>
/// A set on one target as StencilTable of StencilJit.Runtime reads it: two words for each stencil that tell where its code
/// is and which numbers it has, in a blob of patches and code, and in one that tells where the numbers of registers are in
/// the code. A stencil's patches stand right before its code, so that stitching touches one place.
/// </summary>
internal sealed class TableLayout
{
    /// <summary>Patches that are no labels are filled up to so many: the runtime writes them without a branch.</summary>
    public const int PaddedPatches = 2;

    /// <summary>Code of so many bytes is copied at once.</summary>
    private const int CopySize = 32;

    /// <summary>The value index of the data's address; holes are before it.</summary>
    private const int FirstData = 32;

    /// <summary>The value index of the first trap.</summary>
    private const int FirstTrap = 33;

    private const ulong TrapFlag = 1UL << 62;
    private const ulong GeneralFlag = 1UL << 61;
    private const ulong SlowFlag = 1UL << 63;
    private const ulong WrittenFlag = 1UL << 33;

    private readonly CodePool code;
    private readonly CodePool registers;
    private readonly List<ulong> stencils = [];
    private int id;

    private TableLayout(StencilSet set, CodePool code, CodePool registers)
    {
        Set = set;
        Data = Words(set.Data);
        this.code = code;
        this.registers = registers;
    }

    public StencilSet Set { get; }

    public IReadOnlyList<ulong> Stencils => stencils;

    /// <summary>How many numbers the stencils have in all.</summary>
    public int NumberCount => id;

    /// <summary>How many words all stencils take with all registers: what the runtime has to have room for.</summary>
    public long MaterialWords { get; private set; }

    public IReadOnlyList<ulong> Data { get; }

    /// <summary>Lays a set out.</summary>
    /// <param name="set">The set.</param>
    /// <param name="code">Takes patches and code.</param>
    /// <param name="registers">Takes where the numbers of registers are.</param>
    /// <param name="cancellation">Stops it.</param>
    public static TableLayout Create(StencilSet set, CodePool code, CodePool registers, CancellationToken cancellation)
    {
        var layout = new TableLayout(set, code, registers);
        foreach (var stencil in set.Stencils)
        {
            cancellation.ThrowIfCancellationRequested();
            layout.Add(stencil);
        }

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

        var words = new List<ulong>();
        for (var i = labels.Count - 1; i >= 0; i--)
            words.Add(PatchWord(labels[i], labels[i].Index - firstLabel));
        // A dummy writes behind the code, where the next stencil follows.
        for (var i = others.Count; i < PaddedPatches; i++)
            words.Add((ulong)stencil.Code.Length);
        for (var i = others.Count - 1; i >= 0; i--)
            words.Add(PatchWord(others[i], ValueIndex(others[i])));
        var patches = words.Count;
        words.AddRange(Words(stencil.Code));

        stencils.Add(StencilWord(code.Add([.. words]) + patches, stencil, others, labels.Count));
        stencils.Add((uint)id | (ulong)(uint)registers.Add([.. stencil.Registers.SelectMany(Words)]) << 32 | (ulong)(uint)stencil.Registers.Count << 56);
        MaterialWords += (long)stencil.Combinations * words.Count;
        id += stencil.Combinations;
    }

    /// <summary>A word that describes the register, then its bits, two a word.</summary>
    private static IEnumerable<ulong> Words(RegisterHole register)
    {
        var bits = register.Bits;
        yield return (uint)bits.Count | (ulong)(uint)register.Class << 32 | (register.IsWritten ? WrittenFlag : 0);
        for (var i = 0; i < bits.Count; i += 2)
            yield return BitWord(bits[i]) | (i + 1 < bits.Count ? (ulong)BitWord(bits[i + 1]) << 32 : 0);
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
        => (uint)patch.Offset | (uint)patch.Kind << 16 | (ulong)(uint)value << 24 | (ulong)(uint)patch.Addend << 32;

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
