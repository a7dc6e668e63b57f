using StencilJit.Model;

namespace StencilJit.Generator.Layout;

/// <summary>
/// A set as StencilTable of StencilJit.Runtime reads it: a blob of patches and code, and a word for each variant that
/// tells where its code is. A variant's patches stand right before its code, so that stitching touches one place.
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
    private const ulong GeneralFlag = 1UL << 63;

    private readonly List<ulong> code = [];
    private readonly List<ulong> variants = [];

    private TableLayout(byte[] data)
    {
        Data = Words(data);
    }

    public IReadOnlyList<ulong> Code => code;

    public IReadOnlyList<ulong> Variants => variants;

    public IReadOnlyList<ulong> Data { get; }

    public static TableLayout Create(StencilSet set, CancellationToken cancellation)
    {
        var layout = new TableLayout(set.Data);
        foreach (var stencil in set.Stencils)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var variant in stencil.Variants)
                layout.Add(stencil, variant);
        }

        // Code is copied 32 bytes at a time, the last one's too.
        for (var i = 0; i < CopySize / sizeof(ulong); i++)
            layout.code.Add(0);
        return layout;
    }

    /// <summary>Whether a patch waits for a label, and so may be written later than the stencil.</summary>
    public static bool IsLabel(Stencil stencil, Patch patch)
        => patch.Source == PatchSource.Hole && stencil.Holes[patch.Index].Kind == HoleKind.Label;

    private void Add(Stencil stencil, StencilVariant variant)
    {
        var labels = variant.Patches.Where(patch => IsLabel(stencil, patch)).ToList();
        var others = variant.Patches.Where(patch => !IsLabel(stencil, patch)).ToList();
        var firstLabel = stencil.Holes.Count(hole => hole.Kind != HoleKind.Label);

        for (var i = labels.Count - 1; i >= 0; i--)
            code.Add(PatchWord(labels[i], labels[i].Index - firstLabel));
        // A dummy writes behind the code, where the next stencil follows.
        for (var i = others.Count; i < PaddedPatches; i++)
            code.Add((ulong)variant.Code.Length);
        for (var i = others.Count - 1; i >= 0; i--)
            code.Add(PatchWord(others[i], ValueIndex(others[i])));

        variants.Add(VariantWord(code.Count, variant, others, labels.Count));
        code.AddRange(Words(variant.Code));
    }

    private static ulong VariantWord(int start, StencilVariant variant, List<Patch> others, int labels)
    {
        var word = (uint)start | (ulong)(uint)variant.Code.Length << 24 | (ulong)(uint)others.Count << 40 | (ulong)(uint)labels << 48;
        if (others.Any(patch => patch.Source == PatchSource.Trap))
            word |= TrapFlag;
        if (variant.Code.Length > CopySize || others.Count > PaddedPatches || others.Any(patch => patch.Kind == PatchKind.Abs64))
            word |= GeneralFlag;
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
