using StencilJit.Compiler.Sources;
using StencilJit.Compiler.Targets;

namespace StencilJit.Compiler.Lowering;

/// <summary>
/// Which parameter of a stencil's function carries what. All functions of a set share it: that a tail call must pass
/// every parameter on in its register is what pins the registers (LLVM language reference, musttail).
/// </summary>
internal sealed class StencilSignature
{
    public StencilSignature(SetDeclaration set, TargetDescription target)
    {
        var registers = target.ArgumentRegisters;
        Pinned = [.. Enumerable.Range(0, set.Pinned.Count)];
        Integers = [.. Enumerable.Range(0, registers.Count)
            .Where(index => index >= set.Pinned.Count && !target.ScratchRegisters.Contains(registers[index]))
            .Take(set.IntegerRegisters)];
        if (Integers.Count < set.IntegerRegisters || Pinned.Any(index => target.ScratchRegisters.Contains(registers[index])))
            throw new CompilationException("SJ1105", $"Set '{set.Name}' wants {set.Pinned.Count} pinned pointers and {set.IntegerRegisters} integer registers; {target.Rid} has {registers.Count - target.ScratchRegisters.Count} in all.");
        IntegerParameters = Integers[^1] + 1;
        FloatRegisters = set.FloatRegisters;
        PinnedRegisters = [.. Pinned.Select(index => registers[index])];
        IntegerRegisterNames = [.. Integers.Select(index => registers[index])];
    }

    /// <summary>The parameter of each pinned pointer.</summary>
    public IReadOnlyList<int> Pinned { get; }

    /// <summary>The parameter of each integer operand register.</summary>
    public IReadOnlyList<int> Integers { get; }

    /// <summary>How many parameters integers and pointers take, scratch registers between them included.</summary>
    public int IntegerParameters { get; }

    /// <summary>How many floating-point operand registers follow them.</summary>
    public int FloatRegisters { get; }

    /// <summary>All parameters.</summary>
    public int Count => IntegerParameters + FloatRegisters;

    /// <summary>The machine registers of the pinned pointers.</summary>
    public IReadOnlyList<string> PinnedRegisters { get; }

    /// <summary>The machine registers that integer operands live in.</summary>
    public IReadOnlyList<string> IntegerRegisterNames { get; }

    /// <summary>The parameter of a floating-point operand register.</summary>
    public int Float(int register) => IntegerParameters + register;
}
