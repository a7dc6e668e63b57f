using System.Runtime.InteropServices;
using StencilJit.Runtime.Patching;
using static StencilJit.Runtime.Tests.TestHeap;

namespace StencilJit.Runtime.Tests;

/// <summary>Code of all lengths and with any number of patches and labels: what takes which way through the writer must not show.</summary>
public sealed unsafe class StencilShapesTests
{
    private const int Cases = 400;
    private const int MostCode = 140;
    private const int MostPatches = 6;
    private const int Holes = 5;
    private const int LineBytes = 64;

    [Fact]
    public void Stencils_of_all_shapes_are_written_as_their_patches_say()
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The patches are those of x86-64.");
        var random = new Random(7);
        var builder = new TableBuilder();
        var shapes = Enumerable.Range(0, Cases).Select(_ => Draw(random, builder)).ToList();
        using var heap = new CodeHeap(Size);
        var image = heap.Install(builder.Build([]));
        using CodeWriter writer = image.CreateWriter(1 << 20);
        Label start = writer.DefineLabel();
        Label end = writer.DefineLabel();
        writer.Bind(start);
        var written = new List<(Shape Shape, int Position, ulong[] Values, bool IsForward)>();
        for (int i = 0; i < 4 * Cases; i++)
        {
            var shape = shapes[random.Next(Cases)];
            ulong[] values = [.. Enumerable.Range(0, Holes).Select(hole => (ulong)(hole == 0 && shape.HasByte ? random.Next(256) : random.NextInt64()))];
            written.Add((shape, writer.Position, values, (i & 1) != 0));
            Emit(writer, shape, (i & 1) != 0 ? end : start, values);
        }

        int length = writer.Position;
        writer.Bind(end);
        using CodeBlock block = writer.Commit();
        foreach (var (shape, position, values, isForward) in written)
        {
            byte[] expected = shape.Expected(values, (isForward ? length : 0) - position);
            Assert.Equal(expected, new ReadOnlySpan<byte>((byte*)block.Address + position, shape.Code.Length).ToArray());
        }
    }

    [Fact]
    public void A_row_of_stencils_in_one_call_is_the_same_code_as_a_call_for_each()
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The patches are those of x86-64.");
        var random = new Random(8);
        var builder = new TableBuilder();
        var shapes = Enumerable.Range(0, Cases).Select(_ => Draw(random, builder)).Where(shape => shape.Holes <= 4 && !shape.Branches && !shape.HasByte).ToList();
        var uses = Enumerable.Range(0, 4 * Cases).Select(_ => new StencilUse(
            shapes[random.Next(shapes.Count)].Variant, (ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64())).ToArray();
        using var heap = new CodeHeap(Size);
        var image = heap.Install(builder.Build([]));
        using CodeWriter each = image.CreateWriter(1 << 20);
        using CodeWriter all = image.CreateWriter(1 << 20);
        foreach (var use in uses)
            each.Emit(use.Variant, use.V0, use.V1, use.V2, use.V3);
        all.EmitAll(uses);
        using CodeBlock expected = each.Commit();
        using CodeBlock code = all.Commit();
        Assert.Equal(Bytes(expected), Bytes(code));

        static byte[] Bytes(CodeBlock block) => new ReadOnlySpan<byte>((byte*)block.Address, block.Length).ToArray();
    }

    [Fact]
    public void A_row_that_does_not_fit_keeps_the_stencils_that_do()
    {
        using var heap = new CodeHeap(Size);
        var image = heap.Install(Set.Table);
        using CodeWriter writer = image.CreateWriter(64);
        var uses = Enumerable.Repeat(new StencilUse(Set.Constant, 5), 100).ToArray();
        Assert.Throws<CodeHeapExhaustedException>(() => writer.EmitAll(uses));
        Assert.InRange(writer.Position, 1, 128);
        Assert.Equal(0, writer.Position % Set.LengthOf(Set.Constant));
        writer.Commit().Dispose();
        Assert.Throws<InvalidOperationException>(() => writer.EmitAll(uses));
    }

    [Fact]
    public void A_short_stencil_lies_in_one_cache_line_with_its_patches()
    {
        var builder = new TableBuilder();
        byte[] code = new byte[32];
        for (int i = 0; i < 20; i++)
            builder.Add(code[..(i + 1)], TestPatch.Hole(0, PatchKind.Abs32, 0), TestPatch.Label(4, PatchKind.Rel32, 0, addend: -4));
        var copies = builder.Build([]).Copies;
        for (int i = 0; i < 20; i++)
        {
            nint start = (nint)(copies.Code + new CopyWord(copies.Make(i)).CodeIndex);
            Assert.Equal(LineBytes / 2, start % LineBytes);
        }
    }

    private static Shape Draw(Random random, TableBuilder builder)
    {
        byte[] code = new byte[random.Next(MostCode)];
        random.NextBytes(code);
        var patches = new List<TestPatch>();
        bool hasLabel = random.Next(3) == 0;
        bool hasByte = random.Next(3) == 0;
        for (int offset = random.Next(4), count = random.Next(MostPatches + 1); patches.Count < count && offset + 8 <= code.Length; offset += (patches[^1].Kind == PatchKind.Abs8 ? 1 : 8) + random.Next(8))
        {
            patches.Add(hasByte && random.Next(2) == 0 ? TestPatch.Hole(offset, PatchKind.Abs8, 0)
                : hasLabel && !patches.Any(patch => patch.IsLabel)
                ? TestPatch.Label(offset, PatchKind.Rel32, 0, random.Next(2) == 0 ? -4 : random.Next(100))
                : TestPatch.Hole(offset, random.Next(5) == 0 ? PatchKind.Abs64 : PatchKind.Abs32, random.Next(3) == 0 ? 0 : random.Next(Holes), random.Next(-9, 9)));
        }

        return new Shape(builder.Add(code, [.. patches]), code, [.. patches]);
    }

    private static void Emit(CodeWriter writer, Shape shape, Label label, ulong[] v)
    {
        switch (shape.Holes, shape.Branches)
        {
            case (0, false):
                writer.Emit(shape.Variant);
                break;
            case (1, false):
                writer.Emit(shape.Variant, v[0]);
                break;
            case (2, false):
                writer.Emit(shape.Variant, v[0], v[1]);
                break;
            case (<= 4, false):
                writer.Emit(shape.Variant, v[0], v[1], v[2], v[3]);
                break;
            case (0, true):
                writer.EmitBranch(shape.Variant, label);
                break;
            case (1, true):
                writer.EmitBranch(shape.Variant, label, v[0]);
                break;
            case (<= 4, true):
                writer.EmitBranch(shape.Variant, label, v[0], v[1], v[2], v[3]);
                break;
            case (_, true):
                writer.EmitBranch(shape.Variant, [label], v);
                break;
            default:
                writer.Emit(shape.Variant, v);
                break;
        }
    }

    private sealed record Shape(int Variant, byte[] Code, TestPatch[] Patches)
    {
        /// <summary>How many holes it has, up to the last one that a patch is of.</summary>
        public int Holes { get; } = Patches.Where(patch => !patch.IsLabel).Select(patch => patch.Value + 1).DefaultIfEmpty().Max();

        /// <summary>Whether its first hole takes a byte.</summary>
        public bool HasByte { get; } = Patches.Any(patch => patch.Kind == PatchKind.Abs8);

        public bool Branches { get; } = Patches.Any(patch => patch.IsLabel);

        /// <param name="values">The holes' values.</param>
        /// <param name="target">Where the label is, counted from the stencil.</param>
        public byte[] Expected(ulong[] values, int target)
        {
            byte[] code = [.. Code];
            foreach (var patch in Patches)
            {
                ulong value = patch.IsLabel ? (ulong)(target - patch.Offset) : values[patch.Value];
                value += (ulong)(long)patch.Addend;
                BitConverter.GetBytes(value).AsSpan(0, patch.Kind == PatchKind.Abs64 ? sizeof(ulong) : patch.Kind == PatchKind.Abs8 ? 1 : sizeof(uint)).CopyTo(code.AsSpan(patch.Offset));
            }

            return code;
        }
    }
}
