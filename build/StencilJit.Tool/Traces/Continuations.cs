using StencilJit.Compiler;
using StencilJit.Model;
using StencilJit.Tool.Analysis;

namespace StencilJit.Tool.Traces;

/// <summary>Which stencils of a set can go on with the code behind them; the others always jump away or return.</summary>
internal sealed class Continuations : IDisposable
{
    private readonly StencilSet set;
    private readonly StencilDecoder decoder;
    private readonly bool?[] known;

    /// <summary>Makes the judge of a set.</summary>
    /// <exception cref="CompilationException">There is no libLLVM, or it lacks the target.</exception>
    public Continuations(StencilSet set)
    {
        this.set = set;
        decoder = new StencilDecoder(set);
        known = new bool?[set.Stencils.Count];
    }

    /// <summary>Whether a stencil can go on with what follows it.</summary>
    /// <param name="stencil">Its number in the set.</param>
    public bool GoesOn(int stencil) => known[stencil] ??= Judge(set.Stencils[stencil]);

    public void Dispose() => decoder.Dispose();

    private bool Judge(Stencil stencil)
    {
        if (stencil.Kind == StencilKind.Entry)
            return false;
        var lines = decoder.Decode(stencil).Lines;
        return lines.Count == 0 || !IsEnd(lines[^1].Mnemonic) || lines.Any(line => OperandText.Split(line.Operands) is [.., "next"]);
    }

    private bool IsEnd(string mnemonic) => set.Architecture == Architecture.X64
        ? mnemonic is "jmp" or "ret" or "ud2" or "int3"
        : mnemonic is "b" or "br" or "ret" or "brk" or "udf";
}
