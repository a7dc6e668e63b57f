using StencilJit.Model;
using StencilJit.Runtime;

namespace StencilJit.Stencils.Replay;

/// <summary>Runs stencils alone, with many choices of registers, and compares with the vectors of their micro-ops.</summary>
internal sealed class Replayer(CodeUnderTest code, StateBlock state, VectorFile file)
{
    private const int MostFailures = 3;
    private const int Part = 12;
    private const int ScannedFrame = 1 << 15;

    private readonly StencilRun run = new(code, state, file);

    /// <summary>How many runs there were.</summary>
    public long Runs { get; private set; }

    /// <summary>Replays all vectors of a stencil's micro-op.</summary>
    /// <param name="stencil">The stencil.</param>
    /// <param name="failures">Takes what went wrong, a line each.</param>
    public void Replay(Stencil stencil, ICollection<string> failures)
    {
        var (signature, vectors) = file.Find(stencil.Name) ?? throw new InvalidOperationException($"There are no vectors for '{stencil.Name}'.");
        var plan = new PlacementPlan(stencil, signature);
        var firstVariant = code.Variant(stencil.Name, stencil.Placement);
        var before = failures.Count;
        var runs = 0;
        var choices = RegisterChoices.Of(stencil, code.Set);
        for (var choice = 0; choice < choices.Count; choice++)
        {
            var registers = new RegisterPlan(plan, signature, stencil, choices[choice], state);
            var cases = Cases(plan, registers, vectors, choice, choices.Count);
            runs += cases.Count;
            var addresses = Stitch(stencil, plan, firstVariant + Stencil.Combination(choices[choice]), cases);
            foreach (var (vector, slots, holes) in cases)
            {
                var problem = run.Execute(stencil, plan, registers, signature, vector, slots, addresses[holes]);
                if (problem is null)
                    continue;
                failures.Add($"{stencil.Name} {stencil.Placement}, registers [{registers}], holes [{string.Join(' ', holes.Values.Select(value => value.ToString("x")))}]: {problem}; vector {vector}");
                if (failures.Count - before >= MostFailures)
                    return;
            }
        }

        Runs += runs;
        if (runs == 0)
            failures.Add($"{stencil.Name} {stencil.Placement}: no vector fits the placement");
        if (StrayWrite() is { } stray)
            failures.Add($"{stencil.Name} {stencil.Placement}: wrote to the frame outside of its slots, at offset {stray}");
    }

    /// <summary>
    /// Which vectors to run with a choice of registers: all with the first one, a part with each of the others if there
    /// are many. Slots take turns; immediates are in the code, so that a vector with one is run with one choice only.
    /// </summary>
    private List<(Vector Vector, SlotChoice Slots, HoleValues Holes)> Cases(PlacementPlan plan, RegisterPlan registers, IReadOnlyList<Vector> vectors, int choice, int choices)
    {
        List<(Vector, SlotChoice, HoleValues)> cases = [];
        // Few vectors are repeated until every slot had its turn with every choice.
        var repeats = plan.HasSlots ? (SlotChoice.Count - 1) / vectors.Count + 1 : 1;
        var part = plan.HasImmediates ? choices : choice == 0 ? 1 : Part;
        var all = vectors.Count < 4 * part || registers.IsShared;
        for (var i = 0; i < vectors.Count * repeats; i++)
        {
            var vector = vectors[i % vectors.Count];
            if (!plan.Fits(vector) || !registers.Fits(vector) || (!all && i % part != choice % part))
                continue;
            var slots = new SlotChoice(code.Set.SlotLimit, i + choice);
            cases.Add((vector, slots, new HoleValues(plan.Holes(vector, slots))));
        }

        return cases;
    }

    private Dictionary<HoleValues, nint> Stitch(Stencil stencil, PlacementPlan plan, int variant, List<(Vector, SlotChoice, HoleValues Holes)> cases)
    {
        Dictionary<HoleValues, nint> addresses = [];
        var labels = plan.Labels().ToList();
        var distinct = cases.Select(one => one.Holes).Distinct().ToList();
        var longest = stencil.Code.Length + (labels.Count + 1) * LengthOfExit();
        if (distinct.Count == 0)
            return addresses;
        CodeUnderTest.Stitch(
            code.Image,
            writer =>
            {
                foreach (var holes in distinct)
                {
                    addresses.Add(holes, writer.Address);
                    var mark = writer.LabelMark;
                    EmitOne(writer, variant, labels.Count, holes);
                    writer.ResetLabels(mark);
                }
            },
            distinct.Count * longest);
        return addresses;
    }

    private void EmitOne(CodeWriter writer, int variant, int labelCount, HoleValues holes)
    {
        var targets = new Label[labelCount];
        for (var i = 0; i < labelCount; i++)
            targets[i] = writer.DefineLabel();
        if (labelCount > 0)
            writer.EmitBranch(variant, targets, holes.Values);
        else
            writer.Emit(variant, holes.Values);
        code.EmitExit(writer, CodeUnderTest.Continued);
        for (var i = 0; i < labelCount; i++)
        {
            writer.Bind(targets[i]);
            code.EmitExit(writer, CodeUnderTest.FirstLabel + (uint)i);
        }
    }

    private int LengthOfExit() => code.Set.Stencils.First(stencil => stencil.Name == "harness_exit").Code.Length;

    private int? StrayWrite()
    {
        var frame = file.Pinned[code.Set.Pinned[0]];
        int? found = null;
        for (var offset = 0; offset < ScannedFrame; offset += 8)
        {
            if (World.Read(frame + (ulong)offset) == 0)
                continue;
            found ??= offset;
            World.Write(frame + (ulong)offset, 0);
        }

        return found;
    }
}
