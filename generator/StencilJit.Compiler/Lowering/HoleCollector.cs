using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Model;

namespace StencilJit.Compiler.Lowering;

/// <summary>Finds the holes, labels and traps that a stencil function uses.</summary>
internal static unsafe class HoleCollector
{
    /// <summary>The function with its traps, and its holes in the order of the emit method's parameters.</summary>
    public static StencilFunction Collect(LLVMOpaqueModule* module, StencilFunction stencil)
    {
        var holes = new HashSet<Hole>();
        var traps = new HashSet<string>();
        var function = LLVM.GetNamedFunction(module, Utf8.Pin(stencil.Symbol));
        for (var block = LLVM.GetFirstBasicBlock(function); block != null; block = LLVM.GetNextBasicBlock(block))
            for (var instruction = LLVM.GetFirstInstruction(block); instruction != null; instruction = LLVM.GetNextInstruction(instruction))
                if (LLVM.IsACallInst(instruction) != null)
                    // A label is the callee of a tail call, and an argument of the assembly that CALL becomes.
                    for (uint index = 0; index < LLVM.GetNumOperands(instruction); index++)
                        if (NameOf(LLVM.GetOperand(instruction, index)) is var name && name.StartsWith(Markers.TrapSymbol, StringComparison.Ordinal))
                            traps.Add(name[Markers.TrapSymbol.Length..]);
                        else if (HoleOf(name) is { } hole)
                            holes.Add(hole);

        var conflict = holes.GroupBy(hole => hole.Name).FirstOrDefault(group => group.Count() > 1);
        if (conflict is not null)
            throw stencil.Op.Error("SJ1301", $"{stencil.Display} uses the hole '{conflict.Key}' as {string.Join(" and as ", conflict.Select(hole => hole.Kind.ToString().ToLowerInvariant()).Order())}; give the holes different names.");
        var operands = stencil.Op.Operands.Select(operand => operand.Name).Append("result").ToList();
        return stencil with
        {
            Traps = [.. traps],
            Holes =
            [
                .. holes.OrderBy(hole => hole.Kind == HoleKind.Label)
                    .ThenBy(hole => operands.IndexOf(hole.Name) is var index and >= 0 ? index : int.MaxValue)
                    .ThenBy(hole => hole.Name, StringComparer.Ordinal),
            ],
        };
    }

    private static string NameOf(LLVMOpaqueValue* value)
    {
        nuint length;
        return Utf8.Read(LLVM.GetValueName2(value, &length), length);
    }

    private static Hole? HoleOf(string name) => name.StartsWith(Markers.LabelSymbol, StringComparison.Ordinal)
        ? new Hole(name[Markers.LabelSymbol.Length..], HoleKind.Label)
        : Markers.ParseHole(name);
}
