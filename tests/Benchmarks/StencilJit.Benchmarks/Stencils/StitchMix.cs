using System.Runtime.CompilerServices;
using StencilJit.Model;
using StencilJit.Runtime;

namespace StencilJit.Benchmarks.Stencils;

/// <summary>A random sequence of stencils with values for their holes.</summary>
internal sealed class StitchMix
{
    private const int MostValues = 4;
    private const int AddressBits = 47;

    private readonly Step[] _steps;
    private readonly Stencil[] _drawn;
    private readonly StencilUse[] _uses;

    private StitchMix(Step[] steps, Stencil[] drawn)
    {
        _steps = steps;
        _drawn = drawn;
        _uses = Array.ConvertAll(steps, step => new StencilUse(step.Variant, step.V0, step.V1, step.V2, step.V3));
    }

    public int Count => _steps.Length;

    /// <summary>How many fields of the code depend on a value.</summary>
    public int Patches => _drawn.Sum(stencil => stencil.Patches.Count);

    /// <summary>How many labels a stencil branches to.</summary>
    public static int Labels(Stencil stencil) => stencil.Holes.Count(hole => hole.Kind == HoleKind.Label);

    /// <summary>Draws stencils.</summary>
    /// <param name="set">The set, as its lock has it.</param>
    /// <param name="count">How many to draw.</param>
    /// <param name="isChosen">Which stencils to draw from.</param>
    public static StitchMix Draw(StencilSet set, int count, Func<Stencil, bool> isChosen)
    {
        var candidates = new List<(Stencil Stencil, int Id)>();
        var id = 0;
        foreach (var stencil in set.Stencils)
        {
            if (stencil.Kind != StencilKind.Entry && Labels(stencil) <= 1 && stencil.Holes.Count - Labels(stencil) <= MostValues && isChosen(stencil))
                candidates.Add((stencil, id));
            id += stencil.Combinations;
        }

        var random = new Random(1);
        var steps = new Step[count];
        var drawn = new Stencil[count];
        for (var index = 0; index < count; index++)
        {
            var (stencil, first) = candidates[random.Next(candidates.Count)];
            var combination = Combination(random, stencil);
            var values = new ulong[MostValues];
            for (var i = 0; i < stencil.Holes.Count && stencil.Holes[i].Kind != HoleKind.Label; i++)
                values[i] = Value(random, stencil.Holes[i].Kind, set.SlotLimit);
            steps[index] = new Step(first + combination, Labels(stencil) > 0, values[0], values[1], values[2], values[3]);
            drawn[index] = stencil;
        }

        return new StitchMix(steps, drawn);
    }

    /// <summary>Stitches all of it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="label">Where all branches lead.</param>
    public void Emit(CodeWriter writer, Label label)
    {
        foreach (ref readonly var step in _steps.AsSpan())
            Emit(writer, label, step);
    }

    /// <summary>Stitches all of it in one call; it must have no branches.</summary>
    /// <param name="writer">Where to.</param>
    public void EmitAll(CodeWriter writer) => writer.EmitAll(_uses);

    /// <summary>Makes sure that the numbers of the variants are those of the table.</summary>
    public void Check(CodeWriter writer, Label label)
    {
        for (var i = 0; i < _steps.Length; i++)
        {
            var before = writer.Position;
            Emit(writer, label, _steps[i]);
            var length = writer.Position - before;
            if (length != _drawn[i].Code.Length)
                throw new InvalidOperationException($"Variant {_steps[i].Variant} is {length} bytes long, in the lock {_drawn[i].Code.Length}: build the repository again.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Emit(CodeWriter writer, Label label, in Step step)
    {
        if (step.IsBranch)
            writer.EmitBranch(step.Variant, label, step.V0, step.V1, step.V2, step.V3);
        else
            writer.Emit(step.Variant, step.V0, step.V1, step.V2, step.V3);
    }

    /// <summary>Draws registers until the stencil takes them.</summary>
    private static int Combination(Random random, Stencil stencil)
    {
        for (; ; )
        {
            var combination = random.Next(stencil.Combinations);
            if (stencil.Allows(stencil.RegistersOf(combination)))
                return combination;
        }
    }

    private static ulong Value(Random random, HoleKind kind, int slotLimit) => kind switch
    {
        HoleKind.I32 => (ulong)random.Next(int.MinValue, int.MaxValue),
        HoleKind.Shift32 or HoleKind.Shift64 => (ulong)random.Next(32),
        HoleKind.U32 => (uint)random.NextInt64(1L << 32),
        HoleKind.Offset => (ulong)random.Next(),
        HoleKind.Pages => (ulong)random.Next(4096) * 4096,
        HoleKind.Near => (ulong)random.Next(4096 / sizeof(ulong)) * sizeof(ulong),
        HoleKind.I8 => (ulong)random.Next(sbyte.MinValue, sbyte.MaxValue + 1),
        HoleKind.Short => (ulong)random.Next(16) * sizeof(ulong),
        HoleKind.Slot => (ulong)random.Next(slotLimit / sizeof(ulong)) * sizeof(ulong),
        HoleKind.Address => (ulong)random.NextInt64(1L << AddressBits),
        _ => (ulong)random.NextInt64(),
    };

    private readonly record struct Step(int Variant, bool IsBranch, ulong V0, ulong V1, ulong V2, ulong V3);
}
