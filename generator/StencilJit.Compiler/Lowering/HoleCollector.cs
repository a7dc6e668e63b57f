using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Model;

namespace StencilJit.Compiler.Lowering;

/// <summary>Finds the holes and labels that a stencil function uses, in the order of the emit method's parameters.</summary>
internal static unsafe class HoleCollector
{
    public static IReadOnlyList<Hole> Collect(LLVMOpaqueModule* module, StencilFunction stencil)
    {
        var holes = new HashSet<Hole>();
        var function = LLVM.GetNamedFunction(module, Utf8.Pin(stencil.Symbol));
        for (var block = LLVM.GetFirstBasicBlock(function); block != null; block = LLVM.GetNextBasicBlock(block))
            for (var instruction = LLVM.GetFirstInstruction(block); instruction != null; instruction = LLVM.GetNextInstruction(instruction))
                if (LLVM.IsACallInst(instruction) != null)
                    // A label is the callee of a tail call, and an argument of the assembly that CALL becomes.
                    for (uint index = 0; index < LLVM.GetNumOperands(instruction); index++)
                        if (HoleOf(LLVM.GetOperand(instruction, index)) is { } hole)
                            holes.Add(hole);

        var conflict = holes.GroupBy(hole => hole.Name).FirstOrDefault(group => group.Count() > 1);
        if (conflict is not null)
            throw stencil.Op.Error("SJ1301", $"{stencil.Display} uses the hole '{conflict.Key}' as {string.Join(" and as ", conflict.Select(hole => hole.Kind.ToString().ToLowerInvariant()).Order())}; give the holes different names.");
        var operands = stencil.Op.Operands.Select(operand => operand.Name).Append("result").ToList();
        return
        [
            .. holes.OrderBy(hole => hole.Kind == HoleKind.Label)
                .ThenBy(hole => operands.IndexOf(hole.Name) is var index and >= 0 ? index : int.MaxValue)
                .ThenBy(hole => hole.Name, StringComparer.Ordinal),
        ];
    }

    private static Hole? HoleOf(LLVMOpaqueValue* value)
    {
        nuint length;
        var name = Utf8.Read(LLVM.GetValueName2(value, &length), length);
        return name.StartsWith(Markers.LabelSymbol, StringComparison.Ordinal)
            ? new Hole(name[Markers.LabelSymbol.Length..], HoleKind.Label)
            : Markers.ParseHole(name);
    }
}
