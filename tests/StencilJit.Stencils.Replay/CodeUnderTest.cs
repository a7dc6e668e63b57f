using System.Text;
using StencilJit.Generator.Layout;
using StencilJit.Model;
using StencilJit.Runtime;

namespace StencilJit.Stencils.Replay;

/// <summary>A lock's stencils as code that can be stitched, with the ways out that a test watches.</summary>
internal sealed unsafe class CodeUnderTest : IDisposable
{
    /// <summary>The outcome of a stencil that goes on with what follows.</summary>
    public const uint Continued = 0;

    /// <summary>The outcome of leaving to the first label; the others follow.</summary>
    public const uint FirstLabel = 1;

    /// <summary>The outcome of leaving to the first trap; the others follow.</summary>
    public const uint FirstTrap = 100;

    private readonly CodeHeap heap = new();
    private readonly Dictionary<(string Name, string Placement), int> variants = [];
    private readonly nint state;
    private readonly List<Array> pinnedArrays = [];

    public CodeUnderTest(StencilSet set, nint state)
    {
        Set = set;
        this.state = state;
        var id = 0;
        foreach (var stencil in set.Stencils)
        {
            variants.Add((stencil.Name, stencil.Placement), id);
            id += stencil.Combinations;
        }

        var layout = ArchitectureLayout.Create([set], CancellationToken.None).Single();
        var table = layout.Tables.Single();
        Table = StencilTable.Create(
            set.Name,
            set.Architecture == Model.Architecture.X64 ? System.Runtime.InteropServices.Architecture.X64 : System.Runtime.InteropServices.Architecture.Arm64,
            Pin(layout.Code),
            Pin(table.Stencils),
            Pin(layout.Registers),
            Encoding.UTF8.GetBytes(string.Join('\n', set.Stencils.Select(stencil => $"{stencil.Name} {stencil.Placement}"))),
            [.. set.Integers.Select(register => (byte)register.Number)],
            [.. set.Floats.Select(register => (byte)register.Number)],
            table.NumberCount,
            table.MaterialWords,
            Pin(table.Data),
            set.Data.Length,
            [.. set.Traps]);
        Image = heap.Install(Table);
        InstallTraps();
        Enter = Stitch(Image, writer => writer.Emit(Variant("harness_enter")));
    }

    public StencilSet Set { get; }

    public StencilTable Table { get; }

    public StencilImage Image { get; }

    /// <summary>The address of harness_enter.</summary>
    public nint Enter { get; }

    /// <summary>A second image of the same stencils, for tests that want other trap targets.</summary>
    public StencilImage Install() => heap.Install(Table);

    public int Variant(string name, string? placement = null) => placement is null
        ? variants.First(entry => entry.Key.Name == name).Value
        : variants[(name, placement)];

    /// <summary>Stitches one piece of code.</summary>
    public static nint Stitch(StencilImage image, Action<CodeWriter> emit, int maximumBytes = 1 << 16)
    {
        using var writer = image.CreateWriter(maximumBytes);
        emit(writer);
        return writer.Commit().Address;
    }

    /// <summary>Appends the way back to the test.</summary>
    public void EmitExit(CodeWriter writer, uint outcome)
    {
        // The holes of harness_exit are sorted by name.
        writer.Emit(Variant("harness_exit"), outcome, (ulong)state);
    }

    public void Dispose() => heap.Dispose();

    private void InstallTraps()
    {
        for (var trap = 0; trap < Set.Traps.Count; trap++)
        {
            var outcome = FirstTrap + (uint)trap;
            Image.SetTrap(trap, Stitch(Image, writer => EmitExit(writer, outcome)));
        }
    }

    private ReadOnlySpan<ulong> Pin(IReadOnlyList<ulong> words)
    {
        var array = GC.AllocateArray<ulong>(words.Count, pinned: true);
        for (var i = 0; i < words.Count; i++)
            array[i] = words[i];
        pinnedArrays.Add(array);
        return array;
    }
}
