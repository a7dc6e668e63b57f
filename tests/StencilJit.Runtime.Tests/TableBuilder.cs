using System.Runtime.InteropServices;
using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime.Tests;

/// <summary>Lays hand-made stencils out as the source generator does.</summary>
internal sealed class TableBuilder
{
    /// <summary>What tables point to, for they outlive every test.</summary>
    private static readonly List<ulong[]> Kept = [];

    private readonly List<ulong> code = [];
    private readonly List<ulong> stencils = [];
    private readonly List<ulong> registers = [];
    private int variants;
    private long words;

    public int Add(byte[] bytes, params TestPatch[] patches) => AddWithRegisters(bytes, [], patches);

    /// <summary>A stencil with registers: whether each is one for floats, is written, and its bits in the code and in its number.</summary>
    public int AddWithRegisters(byte[] bytes, (bool IsFloat, bool IsWritten, (int Position, int Bit)[] Bits)[] chosen, params TestPatch[] patches)
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
        bool slow = general || labels.Count > 0;
        stencils.Add((uint)code.Count | (ulong)(uint)bytes.Length << 24 | (ulong)(uint)count << 40 | (ulong)(uint)labels.Count << 48
            | (general ? 1UL << 61 : 0) | (traps ? 1UL << 62 : 0) | (slow ? 1UL << 63 : 0));
        stencils.Add((uint)variants | (ulong)(uint)registers.Count << 32 | (ulong)(uint)chosen.Length << 56);
        code.AddRange(Words(bytes));
        foreach (var (isFloat, isWritten, bits) in chosen)
        {
            registers.Add((uint)bits.Length | (isFloat ? 1UL << 32 : 0) | (isWritten ? 1UL << 33 : 0));
            for (int i = 0; i < bits.Length; i += 2)
                registers.Add(BitWord(bits[i]) | (i + 1 < bits.Length ? BitWord(bits[i + 1]) << 32 : 0));
        }

        int first = variants;
        variants += 1 << (3 * chosen.Length);
        words += (1L << (3 * chosen.Length)) * (labels.Count + written.Count + Words(bytes).Length);
        return first;
    }

    public StencilTable Build(byte[] data, params string[] traps) => Build(RuntimeInformation.ProcessArchitecture, data, traps);

    public StencilTable Build(Architecture architecture, byte[] data, params string[] traps) =>
        StencilTable.Create(
            "test", architecture, Pin([.. code, 0, 0, 0, 0]), Pin([.. stencils]), Pin([.. registers]), Names, [8, 11, 7], [0, 1], variants, words,
            Pin(Words(data)), data.Length, traps);

    private static ReadOnlySpan<byte> Names => "first >\nsecond rr>r\nthird >"u8;

    private static ulong BitWord((int Position, int Bit) bit) => (uint)bit.Bit | (uint)bit.Position << 5;

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
