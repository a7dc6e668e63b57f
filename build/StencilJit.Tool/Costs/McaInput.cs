using System.Globalization;
using System.Text;
using StencilJit.Model;
using StencilJit.Tool.Analysis;

namespace StencilJit.Tool.Costs;

/// <summary>Writes stencils as assembly with a region each.</summary>
internal sealed class McaInput
{
    private readonly StringBuilder text = new();
    private readonly List<(int FirstLine, int Index)> regions = [];
    private int line = 1;

    public McaInput(Architecture architecture)
    {
        if (architecture == Architecture.X64)
            Append(".intel_syntax noprefix");
    }

    public string Text => text.ToString();

    /// <summary>Adds a stencil.</summary>
    /// <param name="index">Its number: the region's name.</param>
    /// <param name="code">The stencil; it has instructions.</param>
    public void Add(int index, DecodedCode code)
    {
        regions.Add((line, index));
        Append($"# LLVM-MCA-BEGIN {index.ToString(CultureInfo.InvariantCulture)}");
        foreach (var instruction in code.Lines)
            Append(instruction.Example);
        Append("# LLVM-MCA-END");
    }

    /// <summary>The number of the stencil that a line belongs to.</summary>
    /// <param name="number">The line, counted from 1.</param>
    public int IndexAt(int number) => regions.Last(region => region.FirstLine <= number).Index;

    private void Append(string instruction)
    {
        text.Append(instruction).Append('\n');
        line++;
    }
}
