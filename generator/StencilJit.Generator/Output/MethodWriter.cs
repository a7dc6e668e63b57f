using StencilJit.Generator.Input;
using StencilJit.Model;

namespace StencilJit.Generator.Output;

/// <summary>Writes one typed emit method a stencil.</summary>
internal static class MethodWriter
{
    /// <summary>CodeWriter takes so many values as parameters; more go as a span.</summary>
    private const int MaximumValues = 4;

    public static void Write(CodeText text, SetGroup group)
    {
        var first = true;
        foreach (var stencil in group.Files[0].Set!.Stencils)
        {
            if (!first)
                text.Line();
            first = false;
            Write(text, stencil);
        }
    }

    private static void Write(CodeText text, Stencil stencil)
    {
        var method = Names.Method(stencil);
        var parameters = new List<string> { "global::StencilJit.Runtime.CodeWriter writer" };
        parameters.AddRange(stencil.Registers.Select(register => $"int {Names.Parameter(register.Name)}"));
        parameters.AddRange(stencil.Holes.Select(hole => $"{Type(hole.Kind)} {Names.Parameter(hole.Name)}"));

        var title = CodeText.Escape($"{stencil.Name} {stencil.Placement}".TrimEnd());
        text.Line($"/// <summary>{(stencil.Documentation.Length == 0 ? $"Emits <c>{title}</c>." : CodeText.Escape(stencil.Documentation))}</summary>");
        text.Line($"/// <remarks><c>{title}</c>, {CodeText.Escape(stencil.Source)}{Remark(stencil.Kind)}</remarks>");
        text.Line("/// <param name=\"writer\">Takes the code.</param>");
        foreach (var register in stencil.Registers)
            text.Line($"/// <param name=\"{Names.Parameter(register.Name).TrimStart('@')}\">{Describe(register)}</param>");
        foreach (var hole in stencil.Holes)
            text.Line($"/// <param name=\"{Names.Parameter(hole.Name).TrimStart('@')}\">{Describe(hole)}</param>");
        text.Line($"public static void {method}({string.Join(", ", parameters)})");
        text.Line($"    => {Call(stencil, Number(stencil, method))};");
    }

    /// <summary>The stencil's number for the registers that the parameters name.</summary>
    private static string Number(Stencil stencil, string method) => string.Concat(
        stencil.Registers.Select((register, index) => $" + {Shifted(Names.Parameter(register.Name), Stencil.BitsPerRegister * index)}").Prepend($"Id.{method}"));

    private static string Shifted(string value, int shift) => shift == 0 ? value : $"({value} << {shift})";

    private static string Call(Stencil stencil, string id)
    {
        var labels = stencil.Holes.Where(hole => hole.Kind == HoleKind.Label).Select(hole => Names.Parameter(hole.Name)).ToList();
        var values = stencil.Holes.Where(hole => hole.Kind != HoleKind.Label).Select(Value).ToList();
        var few = values.Count <= MaximumValues;
        if (labels.Count == 0)
            return few ? $"writer.Emit({Join([id, .. values])})" : $"writer.Emit({id}, [{Join(values)}])";
        return few && labels.Count == 1
            ? $"writer.EmitBranch({Join([id, labels[0], .. values])})"
            : $"writer.EmitBranch({id}, [{Join(labels)}], [{Join(values)}])";
    }

    private static string Join(IEnumerable<string> arguments) => string.Join(", ", arguments);

    private static string Type(HoleKind kind) => kind switch
    {
        HoleKind.U32 => "uint",
        HoleKind.I64 => "long",
        HoleKind.U64 => "ulong",
        HoleKind.I8 => "sbyte",
        HoleKind.Address => "nint",
        HoleKind.Label => "global::StencilJit.Runtime.Label",
        _ => "int",
    };

    /// <summary>
    /// A hole's value in 64 bits: what is signed keeps its sign, for a field of 64 bits may take it. What goes into a byte is made to fit
    /// it, or the bytes behind would be others.
    /// </summary>
    private static string Value(Hole hole) => hole.Kind switch
    {
        HoleKind.U32 or HoleKind.U64 => Names.Parameter(hole.Name),
        HoleKind.Shift32 => $"unchecked((uint)({Names.Parameter(hole.Name)} & 31))",
        HoleKind.Shift64 => $"unchecked((uint)({Names.Parameter(hole.Name)} & 63))",
        HoleKind.Short => $"unchecked((uint)({Names.Parameter(hole.Name)} & 127))",
        HoleKind.Offset or HoleKind.Near or HoleKind.Pages or HoleKind.Slot => $"unchecked((uint){Names.Parameter(hole.Name)})",
        _ => $"unchecked((ulong){Names.Parameter(hole.Name)})",
    };

    private static string Describe(RegisterHole register)
    {
        var where = register.Class == RegisterClass.Float
            ? "an index below <see cref=\"FloatRegisters\"/>"
            : "an index below <see cref=\"IntegerRegisters\"/>";
        return register.Access switch
        {
            RegisterAccess.Write => $"The register of the result, {where}; none of an operand.",
            RegisterAccess.Update => $"<c>{register.Name}</c>: its register, {where}, which takes the result; none of another operand.",
            _ => $"<c>{register.Name}</c>: its register, {where}.",
        };
    }

    private static string Describe(Hole hole) => hole.Kind switch
    {
        HoleKind.Slot => $"<c>{hole.Name}</c>: the byte offset of a frame slot, a multiple of 8 up to <see cref=\"SlotLimit\"/>.",
        HoleKind.Offset => $"<c>{hole.Name}</c>: a displacement, not negative.",
        HoleKind.Pages => $"<c>{hole.Name}</c>: a displacement below 2^24, a multiple of 4096.",
        HoleKind.Near => $"<c>{hole.Name}</c>: a number from 0 to 4095, as a displacement a multiple of the size of what is accessed there.",
        HoleKind.Short => $"<c>{hole.Name}</c>: a number from 0 to 127, as a displacement on AArch64 a multiple of the size of what is accessed there.",
        HoleKind.Address => $"<c>{hole.Name}</c>: an address.",
        HoleKind.Label => $"<c>{hole.Name}</c>: a label.",
        HoleKind.Shift32 => $"<c>{hole.Name}</c>: a number of bits, 0 to 31.",
        HoleKind.Shift64 => $"<c>{hole.Name}</c>: a number of bits, 0 to 63.",
        _ => $"<c>{hole.Name}</c>: an immediate.",
    };

    private static string Remark(StencilKind kind) => kind switch
    {
        StencilKind.Spilled => "; operand registers do not survive it",
        StencilKind.Entry => "; the entry thunk, a plain C function",
        _ => "",
    };
}
