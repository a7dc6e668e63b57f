using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Model;

namespace StencilJit.Compiler.Sources;

/// <summary>Finds the micro-ops of a compiled set by the annotations that the authoring header gives them.</summary>
internal static unsafe class MicroOpReader
{
    private static readonly string[] CopyAttributes = ["byval", "dead_on_return"];

    /// <summary>Reads all micro-ops, sorted by name.</summary>
    public static IReadOnlyList<MicroOp> Read(LLVMOpaqueModule* module, DocumentationReader documentation)
    {
        var global = LLVM.GetNamedGlobal(module, Utf8.Pin("llvm.global.annotations"));
        if (global == null)
            return [];
        var entries = LLVM.GetInitializer(global);
        var ops = new List<MicroOp>();
        var errors = new List<CompileDiagnostic>();
        for (uint index = 0; index < LLVM.GetNumOperands(entries); index++)
        {
            // { function, annotation, file, line, arguments }
            var entry = LLVM.GetOperand(entries, index);
            var annotation = ReadString(LLVM.GetOperand(entry, 1));
            if (!annotation.StartsWith("stenciljit.", StringComparison.Ordinal))
                continue;
            try
            {
                var file = ReadString(LLVM.GetOperand(entry, 2));
                var line = (int)LLVM.ConstIntGetZExtValue(LLVM.GetOperand(entry, 3));
                ops.Add(ReadOp(LLVM.GetOperand(entry, 0), annotation, file, line, documentation));
            }
            catch (CompilationException exception)
            {
                errors.AddRange(exception.Diagnostics);
            }
        }
        LLVM.DeleteGlobal(global);
        if (errors.Count > 0)
            throw new CompilationException(errors);
        ops.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return ops;
    }

    private static MicroOp ReadOp(LLVMOpaqueValue* function, string annotation, string file, int line, DocumentationReader documentation)
    {
        nuint length;
        var name = Utf8.Read(LLVM.GetValueName2(function, &length), length);
        var colon = annotation.IndexOf(':');
        var kind = annotation["stenciljit.".Length..colon] switch
        {
            "stencil" => StencilKind.Leaf,
            "spilled" => StencilKind.Spilled,
            _ => StencilKind.Entry,
        };
        var type = LLVM.GlobalGetValueType(function);
        var shell = new MicroOp(name, kind, [], OperandType.Void, file, line) { Function = (nint)function };
        var operands = new Operand[LLVM.CountParams(function)];
        for (uint index = 0; index < operands.Length; index++)
        {
            var parameter = LLVM.GetParam(function, index);
            var parameterName = Utf8.Read(LLVM.GetValueName2(parameter, &length), length);
            if (parameterName.Length == 0 || parameterName.Contains('.') || IsCopyInMemory(function, index))
                throw shell.Error("SJ1104", $"Operand {index + 1} of '{name}' has no name, or a type that fits no register; use int32_t, int64_t, their unsigned forms, float, double or a pointer.");
            operands[index] = new Operand(parameterName, Classify(LLVM.TypeOf(parameter), shell, $"operand '{parameterName}'"));
        }
        var op = shell with { Operands = operands, Result = Classify(LLVM.GetReturnType(type), shell, "result"), Documentation = documentation.Before(file, line) };
        if (kind == StencilKind.Entry)
            return op;
        var list = annotation[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (list.Length == 0)
            throw op.Error("SJ1102", $"'{name}' lists no placement; an op without operands and result is STENCIL(\">\").");
        return op with { Placements = [.. list.Distinct().Order(StringComparer.Ordinal).Select(text => Placement.Parse(text, op))] };
    }

    // What is too large for a system's registers looks like a pointer, which the C has not: it has no name of its own, or
    // these attributes. What a system divides into several registers has names with a dot.
    private static bool IsCopyInMemory(LLVMOpaqueValue* function, uint parameter) => CopyAttributes.Any(attribute =>
        LLVM.GetEnumAttributeKindForName(Utf8.Pin(attribute), (nuint)attribute.Length) is not 0 and var kind
        && LLVM.GetEnumAttributeAtIndex(function, (LLVMAttributeIndex)(parameter + 1), kind) != null);

    private static OperandType Classify(LLVMOpaqueType* type, MicroOp op, string what) => LLVM.GetTypeKind(type) switch
    {
        LLVMTypeKind.LLVMVoidTypeKind => OperandType.Void,
        LLVMTypeKind.LLVMFloatTypeKind => OperandType.F32,
        LLVMTypeKind.LLVMDoubleTypeKind => OperandType.F64,
        LLVMTypeKind.LLVMPointerTypeKind => OperandType.Pointer,
        LLVMTypeKind.LLVMIntegerTypeKind when LLVM.GetIntTypeWidth(type) == 32 => OperandType.I32,
        LLVMTypeKind.LLVMIntegerTypeKind when LLVM.GetIntTypeWidth(type) == 64 => OperandType.I64,
        _ => throw op.Error("SJ1104", $"The {what} of '{op.Name}' has a type that fits no register; use int32_t, int64_t, their unsigned forms, float, double or a pointer."),
    };

    private static string ReadString(LLVMOpaqueValue* global)
    {
        nuint length;
        return Utf8.Read(LLVM.GetAsString(LLVM.GetInitializer(global), &length), length).TrimEnd('\0');
    }
}
