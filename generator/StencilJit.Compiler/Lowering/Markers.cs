using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Sources;
using StencilJit.Model;

namespace StencilJit.Compiler.Lowering;

/// <summary>The names of the functions that stenciljit.h declares and the toolchain gives a meaning.</summary>
internal static class Markers
{
    public const string Prefix = "stenciljit_";
    public const string Get = "stenciljit_get_";
    public const string Set = "stenciljit_set_";
    public const string Hole = "stenciljit_hole_";
    public const string Jump = "stenciljit_jump_";
    public const string JumpPointer = "stenciljit_jump_pointer";
    public const string Trap = "stenciljit_trap_";
    public const string Call = "stenciljit_call_";
    public const string CallPointer = "stenciljit_call_pointer";
    public const string Return = "stenciljit_return";
    public const string Enter = "stenciljit_enter";

    /// <summary>Symbols of the lowered module; the dots keep them apart from C's names.</summary>
    public const string Continuation = "stencil.continue";
    public const string LabelSymbol = "stencil.label.";
    public const string TrapSymbol = "stencil.trap.";

    /// <summary>What takes an operand out of its register: see <see cref="OperandLowering"/>.</summary>
    public static string Operand(OperandType type) => $"stencil.operand.{type.ToString().ToLowerInvariant()}";

    /// <summary>The marker of a hole.</summary>
    public static string HoleMarker(HoleKind kind, string name) => $"{Hole}{kind.ToString().ToLowerInvariant()}_{name}";

    /// <summary>Whether an instruction is a call of a hole's marker.</summary>
    public static unsafe bool IsHole(LLVMOpaqueValue* instruction)
    {
        if (LLVM.IsACallInst(instruction) == null)
            return false;
        nuint length;
        return Utf8.Read(LLVM.GetValueName2(LLVM.GetCalledValue(instruction), &length), length).StartsWith(Hole, StringComparison.Ordinal);
    }

    /// <summary>The hole that a marker stands for; null where it is no hole's.</summary>
    public static Hole? ParseHole(string marker)
    {
        if (!marker.StartsWith(Hole, StringComparison.Ordinal))
            return null;
        var rest = marker[Hole.Length..];
        var split = rest.IndexOf('_');
        return split > 0 && Enum.TryParse<HoleKind>(rest[..split], ignoreCase: true, out var kind) ? new Hole(rest[(split + 1)..], kind) : null;
    }
}
