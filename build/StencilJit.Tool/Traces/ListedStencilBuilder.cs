using System.Globalization;
using StencilJit.Model;
using StencilJit.Runtime.Tracing;

namespace StencilJit.Tool.Traces;

/// <summary>Describes the stencils of one function.</summary>
internal sealed class ListedStencilBuilder
{
    public const string Padding = "(padding)";
    public const string TableEntry = "(table)";

    private const int SlotBytes = 8;

    private readonly TracedBlock block;
    private readonly StitchRegion part;
    private readonly StitchedDecoder? decoder;
    private readonly int[]? samples;
    private readonly Dictionary<int, string> labels;

    /// <summary>Makes the builder of a function.</summary>
    /// <param name="block">The function's block.</param>
    /// <param name="part">The function.</param>
    /// <param name="decoder">Decodes machine instructions; null where nobody wants them.</param>
    /// <param name="samples">The samples of each entry of the block, or nothing; null without samples.</param>
    public ListedStencilBuilder(TracedBlock block, StitchRegion part, StitchedDecoder? decoder, int[]? samples)
    {
        this.block = block;
        this.part = part;
        this.decoder = decoder;
        this.samples = samples;
        labels = Labels();
    }

    /// <summary>Describes an entry of the block.</summary>
    public ListedStencil Build(int number)
    {
        var entry = block.Code[number];
        long? seen = samples is null ? null : samples.Length == 0 ? 0 : samples[number];
        var label = labels.GetValueOrDefault(entry.Offset);
        if (block.TableTarget(entry) is { } target)
            return new ListedStencil(entry.Offset, entry.Length, label, TableEntry, "", [], [new HoleValue("target", "label", PlaceOf(target))], seen, decoder is null ? null : []);
        if (entry.IsPadding)
            return new ListedStencil(entry.Offset, entry.Length, label, Padding, "", [], [], seen, decoder?.Decode(entry.Code, [], entry.Offset, PlaceOf));
        var stencil = block.Stencils.Of(entry.Variant);
        return new ListedStencil(
            entry.Offset, entry.Length, label, stencil.Name, stencil.Placement,
            block.Stencils.RegistersOf(entry.Variant) ?? [], Values(stencil, entry), seen,
            decoder?.Decode(entry.Code, stencil.Patches, entry.Offset, PlaceOf));
    }

    private Dictionary<int, string> Labels()
    {
        var targets = new SortedSet<int>();
        foreach (var entry in block.Code.Skip(block.Code.IndexAt(part.Offset)).TakeWhile(entry => entry.Offset < part.Offset + part.Length))
        {
            for (var label = 0; label < entry.TargetCount; label++)
                targets.Add(entry.Target(label));
            if (block.TableTarget(entry) is { } target)
                targets.Add(target);
        }

        return targets.Where(target => target > part.Offset && target < part.Offset + part.Length)
            .Select((target, number) => (target, Name: $"L{number + 1}")).ToDictionary(label => label.target, label => label.Name);
    }

    /// <summary>What to call a place in the block's code.</summary>
    private string PlaceOf(int offset)
    {
        if (labels.TryGetValue(offset, out var label))
            return label;
        var region = block.Code.RegionAt(offset);
        if (region >= 0 && block.Code.Regions[region].Offset == offset)
            return block.Code.Regions[region].Name;
        return offset < 0 || offset >= block.Code.Code.Length ? $"0x{block.Code.Address + offset:x}" : $"+0x{offset:x}";
    }

    private List<HoleValue> Values(Stencil stencil, StitchEntry entry)
    {
        var values = new List<HoleValue>();
        var (value, target) = (0, 0);
        foreach (var hole in stencil.Holes)
        {
            var kind = hole.Kind.ToString().ToLowerInvariant();
            if (hole.Kind != HoleKind.Label)
            {
                // The last ones may have left no field in the code.
                if (value < entry.Values.Length)
                    values.Add(new HoleValue(hole.Name, kind, Text(hole.Kind, entry.Values[value])));
                value++;
            }
            else if (target < entry.TargetCount)
            {
                values.Add(new HoleValue(hole.Name, kind, PlaceOf(entry.Target(target++))));
            }
        }

        return values;
    }

    private static string Text(HoleKind kind, ulong value) => kind switch
    {
        HoleKind.I32 or HoleKind.I8 => ((int)value).ToString(CultureInfo.InvariantCulture),
        HoleKind.U32 => ((uint)value).ToString(CultureInfo.InvariantCulture),
        HoleKind.I64 => ((long)value).ToString(CultureInfo.InvariantCulture),
        HoleKind.Slot => $"slot {value / SlotBytes}",
        HoleKind.Address => $"0x{value:x}",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
