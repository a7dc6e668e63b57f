using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;

namespace StencilJit.Compiler.Sources;

/// <summary>What STENCIL_SET says of a set.</summary>
internal sealed record SetDeclaration(string Name, IReadOnlyList<string> Pinned, int IntegerRegisters, int FloatRegisters)
{
    /// <summary>Reads the declaration from the compiled sources.</summary>
    /// <exception cref="CompilationException">SJ1101: there is none, or it is not well-formed.</exception>
    public static unsafe SetDeclaration Read(LLVMOpaqueModule* module, string folder)
    {
        var global = LLVM.GetNamedGlobal(module, Utf8.Pin("stenciljit_set"));
        var value = global == null ? null : LLVM.GetInitializer(global);
        if (value == null || LLVM.IsConstantString(value) == 0)
            throw new CompilationException("SJ1101", $"No STENCIL_SET in the set's sources in '{folder}'; write it once, in one file of the set.", folder);
        nuint length;
        var text = Utf8.Read(LLVM.GetAsString(value, &length), length).TrimEnd('\0');
        LLVM.DeleteGlobal(global);
        var parts = text.Split(';');
        if (parts.Length != 4 || parts[0].Length == 0 || !int.TryParse(parts[2], out var integers) || !int.TryParse(parts[3], out var floats)
            || !IsPowerOfTwo(integers) || !IsPowerOfTwo(floats) || integers > 8 || floats > 8)
            throw new CompilationException("SJ1101", $"STENCIL_SET \"{text}\": write a name, the pinned pointers, and two register counts that are 1, 2, 4 or 8.", folder);
        var pinned = parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (pinned.Length == 0)
            throw new CompilationException("SJ1101", $"STENCIL_SET \"{text}\": name at least the frame as pinned pointer.", folder);
        return new SetDeclaration(parts[0], pinned, integers, floats);
    }

    private static bool IsPowerOfTwo(int number) => number > 0 && (number & (number - 1)) == 0;
}
