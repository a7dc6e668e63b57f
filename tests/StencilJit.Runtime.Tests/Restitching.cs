using StencilJit.Runtime.Tracing;

namespace StencilJit.Runtime.Tests;

/// <summary>Stitches what a log recorded once more.</summary>
internal static class Restitching
{
    /// <summary>Emits the entries of a block with nothing but what they tell.</summary>
    public static void Emit(this CodeWriter writer, StitchBlock block)
    {
        var labels = new Dictionary<int, Label>();
        foreach (var entry in block)
        {
            for (int i = 0; i < entry.TargetCount; i++)
            {
                if (!labels.ContainsKey(entry.Target(i)))
                    labels.Add(entry.Target(i), writer.DefineLabel());
            }
        }

        foreach (var entry in block)
        {
            Assert.Equal(entry.Offset, writer.Position);
            BindHere();
            if (entry.IsPadding)
                writer.Align(AlignmentFor(writer, entry.Length));
            else if (entry.TargetCount > 0)
                writer.EmitBranch(entry.Variant, [.. Enumerable.Range(0, entry.TargetCount).Select(i => labels[entry.Target(i)])], entry.Values);
            else
                writer.Emit(entry.Variant, entry.Values);
        }

        BindHere();

        void BindHere()
        {
            if (labels.TryGetValue(writer.Position, out var label) && !writer.IsBound(label))
                writer.Bind(label);
        }
    }

    private static int AlignmentFor(CodeWriter writer, int gap) =>
        Enumerable.Range(0, 7).Select(power => 1 << power).First(alignment => (-writer.Address & (alignment - 1)) == gap);
}
