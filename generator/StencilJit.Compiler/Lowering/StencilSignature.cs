using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Sources;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler.Lowering;

/// <summary>
/// Which parameter of a stencil's function carries what. All functions of a set share it: that a tail call must pass
/// every parameter on in its register is what pins the registers (LLVM language reference, musttail).
/// </summary>
internal sealed class StencilSignature
{
    private readonly List<string> arguments;

    public StencilSignature(SetDeclaration set, TargetDescription target)
    {
        Target = target;
        arguments = [.. target.ArgumentRegisters];
        if (set.Pinned.Count > target.PinnedRegisters.Count || set.IntegerRegisters > target.IntegerPool.Count || set.FloatRegisters > target.FloatPool.Count)
            throw new CompilationException("SJ1105", $"Set '{set.Name}' wants {set.Pinned.Count} pinned pointers, {set.IntegerRegisters} integer and {set.FloatRegisters} floating-point registers; {target.Rid} has {target.PinnedRegisters.Count}, {target.IntegerPool.Count} and {target.FloatPool.Count}.");
        PinnedRegisters = [.. target.PinnedRegisters.Take(set.Pinned.Count)];
        Pinned = [.. PinnedRegisters.Select(register => arguments.IndexOf(register))];
        Integers = [.. target.IntegerPool.Select(register => arguments.IndexOf(register.Name)).Where(index => index >= 0)];
        IntegerParameters = Integers.Concat(Pinned).Max() + 1;
        IntegerPool = [.. target.IntegerPool.Take(set.IntegerRegisters)];
        FloatPool = [.. target.FloatPool.Take(set.FloatRegisters)];
    }

    public TargetDescription Target { get; }

    /// <summary>The parameter of each pinned pointer.</summary>
    public IReadOnlyList<int> Pinned { get; }

    /// <summary>The parameters that are operand registers, whether or not the set uses all of them.</summary>
    public IReadOnlyList<int> Integers { get; }

    /// <summary>How many parameters integers and pointers take, scratch registers between them included.</summary>
    public int IntegerParameters { get; }

    /// <summary>All parameters; the floating-point ones are last.</summary>
    public int Count => IntegerParameters + Target.FloatPool.Count;

    /// <summary>The machine registers of the pinned pointers.</summary>
    public IReadOnlyList<string> PinnedRegisters { get; }

    /// <summary>The registers that the set's integer operands can be in.</summary>
    public IReadOnlyList<PoolRegister> IntegerPool { get; }

    /// <summary>The registers that the set's floating-point operands can be in.</summary>
    public IReadOnlyList<PoolRegister> FloatPool { get; }

    /// <summary>The set's registers of a class.</summary>
    public IReadOnlyList<PoolRegister> Pool(RegisterClass registerClass) => registerClass == RegisterClass.Float ? FloatPool : IntegerPool;

    /// <summary>The parameters that hold operands and are passed on.</summary>
    public IEnumerable<int> Operands => Integers.Concat(Enumerable.Range(IntegerParameters, Target.FloatPool.Count));

    /// <summary>The type of a parameter.</summary>
    public unsafe LLVMOpaqueType* TypeOf(IrBuilder ir, int parameter) =>
        Pinned.Contains(parameter) ? ir.Pointer : parameter < IntegerParameters ? ir.I64 : ir.Vector;

    /// <summary>The parameter of a register that operands can be in.</summary>
    public int Parameter(RegisterClass registerClass, string register) => registerClass == RegisterClass.Float
        ? IntegerParameters + Target.FloatPool.ToList().FindIndex(one => one.Name == register)
        : arguments.IndexOf(register);
}
