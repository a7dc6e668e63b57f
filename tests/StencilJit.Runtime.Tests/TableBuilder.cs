using System.Runtime.InteropServices;
using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime.Tests;

/// <summary>Lays hand-made stencils out as the source generator does.</summary>
internal sealed class TableBuilder
{
    /// <summary>What tables point to, for they outlive every test.</summary>
    private static readonly List<ulong[]> Kept = [];

    private readonly List<ulong> code = [];
    private readonly List<ulong> variants = [];

    public int Add(byte[] bytes, params TestPatch[] patches)
    {
        List<TestPatch> written = [.. patches.Where(p => !p.IsLabel)];
        List<TestPatch> labels = [.. patches.Where(p => p.IsLabel)];
        bool general = bytes.Length > 32 || written.Count > 2 || written.Any(p => p.Kind == PatchKind.Abs64);
        bool traps = written.Any(p => p.Value >= TestPatch.FirstTrap);
        int count = written.Count;
        while (written.Count < 2)
            written.Add(new TestPatch(bytes.Length, PatchKind.Abs32, 0));

        code.AddRange(labels.Select(p => p.Word).Reverse());
        code.AddRange(written.Select(p => p.Word).Reverse());
        variants.Add((uint)code.Count | (ulong)(uint)bytes.Length << 24 | (ulong)(uint)count << 40 | (ulong)(uint)labels.Count << 48
            | (traps ? 1UL << 62 : 0) | (general ? 1UL << 63 : 0));
        code.AddRange(Words(bytes));
        return variants.Count - 1;
    }

    public StencilTable Build(byte[] data, params string[] traps) => Build(RuntimeInformation.ProcessArchitecture, data, traps);

    public StencilTable Build(Architecture architecture, byte[] data, params string[] traps) =>
        StencilTable.Create("test", architecture, Pin([.. code, 0, 0, 0, 0]), Pin([.. variants]), Pin(Words(data)), data.Length, traps);

    private static ulong[] Words(byte[] bytes)
    {
        var words = new ulong[(bytes.Length + 7) / 8];
        bytes.CopyTo(MemoryMarshal.AsBytes(words.AsSpan()));
        return words;
    }

    private static ulong[] Pin(ulong[] words)
    {
        ulong[] pinned = GC.AllocateArray<ulong>(words.Length, pinned: true);
        words.CopyTo(pinned, 0);
        lock (Kept)
            Kept.Add(pinned);
        return pinned;
    }
}
