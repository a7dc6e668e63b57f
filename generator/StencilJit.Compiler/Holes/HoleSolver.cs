using StencilJit.Model;

namespace StencilJit.Compiler.Holes;

/// <summary>
/// Finds the fields of a stencil's code that carry its holes' values, by comparing probes: the same code compiled with
/// different values. A solution is accepted only when it predicts a further, held-out probe byte for byte.
/// </summary>
internal sealed class HoleSolver(IFieldForms forms)
{
    /// <summary>The fields, with the code in which they are zero; null where no sound solution exists.</summary>
    /// <param name="codes">The code of every probe, the held-out one last.</param>
    /// <param name="values">For every hole its value in every probe.</param>
    public HoleSolution? Solve(IReadOnlyList<byte[]> codes, IReadOnlyList<ulong[]> values)
    {
        if (codes.Any(code => code.Length != codes[0].Length))
            return null;
        var training = codes.Take(codes.Count - 1).ToArray();
        var fields = new List<HoleField>();
        for (var offset = 0; offset < codes[0].Length; offset += forms.Step)
            for (var hole = 0; hole < values.Count; hole++)
                if (forms.Match(training, offset, values[hole].AsSpan(0, training.Length)) is { } kind)
                {
                    fields.Add(new HoleField(offset, kind, hole));
                    // A field's bytes belong to it alone.
                    offset += kind switch { PatchKind.Abs64 => 7, PatchKind.Abs32 => 3, _ => 0 };
                    break;
                }

        var template = Cleared(training[0], fields);
        var carried = fields.Select(field => field.Hole).Distinct().Count();
        if (carried != values.Count || training.Any(code => !Cleared(code, fields).AsSpan().SequenceEqual(template)))
            return null;
        return Predict(template, fields, values).AsSpan().SequenceEqual(codes[^1]) ? new HoleSolution(template, fields) : null;
    }

    private byte[] Cleared(byte[] code, List<HoleField> fields)
    {
        var copy = (byte[])code.Clone();
        foreach (var field in fields)
            forms.Clear(copy, field.Offset, field.Kind);
        return copy;
    }

    private byte[] Predict(byte[] template, List<HoleField> fields, IReadOnlyList<ulong[]> values)
    {
        var code = (byte[])template.Clone();
        foreach (var field in fields)
            forms.Write(code, field.Offset, field.Kind, values[field.Hole][^1]);
        return code;
    }
}
