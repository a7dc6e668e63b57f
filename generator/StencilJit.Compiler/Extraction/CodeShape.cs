using System.Buffers.Binary;
using StencilJit.Compiler.Disassembly;
using StencilJit.Compiler.Linking;
using StencilJit.Compiler.Lowering;
using StencilJit.Compiler.Objects;
using StencilJit.Model;

namespace StencilJit.Compiler.Extraction;

/// <summary>
/// Turns the relocations of a stencil's code into patches: the tail jump to the continuation is dropped, other jumps to
/// it become distances to the stencil's end, labels, traps and constants stay open.
/// </summary>
internal sealed class CodeShape(Architecture architecture)
{
    private const byte JumpRelative32 = 0xE9;

    /// <summary>The code without its tail jump, and the patches of its relocations.</summary>
    public (byte[] Code, List<UnlinkedPatch> Patches) Shape(StencilFunction stencil, byte[] code, FunctionCode function, CodeObject file, IReadOnlyList<Instruction> instructions)
    {
        var length = code.Length;
        var last = instructions[^1];
        if (function.Relocations.LastOrDefault() is { Symbol: Markers.Continuation } tail && last.Offset <= tail.Offset && IsTailJump(code, last))
            length = last.Offset;

        var shaped = code.AsSpan(0, length).ToArray();
        var patches = new List<UnlinkedPatch>();
        foreach (var relocation in function.Relocations)
        {
            if (relocation.Offset >= length)
                continue;
            if (relocation.Kind is null && relocation.Section.Length > 0)
                throw stencil.Op.Error("SJ1304", $"{stencil.Display} needs data in '{relocation.Section}' at an absolute address ({relocation.TypeName}); only constants can go with a stencil. Pass tables by address.");
            else if (relocation.Kind is not { } known)
                throw stencil.Op.Error("SJ1302", $"{stencil.Display} needs a relocation ({relocation.TypeName}) against '{relocation.Symbol}{relocation.Section}', which stitching does not know.");
            else if (relocation.Symbol == Markers.Continuation)
                WriteDistance(shaped, relocation.Offset, known, length - relocation.Offset + relocation.Addend);
            else
                patches.Add(ToPatch(stencil, relocation, known, file, instructions));
        }
        return (shaped, patches);
    }

    private static UnlinkedPatch ToPatch(StencilFunction stencil, Relocation relocation, PatchKind kind, CodeObject file, IReadOnlyList<Instruction> instructions)
    {
        if (relocation.Symbol.StartsWith(Markers.LabelSymbol, StringComparison.Ordinal))
        {
            var label = new Hole(relocation.Symbol[Markers.LabelSymbol.Length..], HoleKind.Label);
            return new UnlinkedPatch(relocation.Offset, kind, new PatchValue.Hole(stencil.Holes.ToList().IndexOf(label)), relocation.Addend);
        }
        if (relocation.Symbol.StartsWith(Markers.TrapSymbol, StringComparison.Ordinal))
            return new UnlinkedPatch(relocation.Offset, kind, new PatchValue.Trap(relocation.Symbol[Markers.TrapSymbol.Length..]), relocation.Addend);
        if (relocation.Section.Length == 0)
            throw stencil.Op.Error("SJ1303", $"{stencil.Display} refers to '{relocation.Symbol}', which is not in the set; a stencil reaches helpers through pinned state or HOLE_ADDRESS.");

        // x86-64 counts from the end of the instruction, which may hold an immediate behind the field.
        var bias = kind == PatchKind.Rel32 ? instructions.First(instruction => instruction.End > relocation.Offset).End - relocation.Offset : 0;
        var constant = ReadConstant(stencil, file, relocation.Section, relocation.Addend + bias);
        return new UnlinkedPatch(relocation.Offset, kind, new PatchValue.Constant(constant), -bias);
    }

    private static byte[] ReadConstant(StencilFunction stencil, CodeObject file, string name, long offset)
    {
        // Any other section might hold a table of any size.
        if (!file.Constants.TryGetValue(name, out var section) || section.Size > DataPart.Alignment)
            throw stencil.Op.Error("SJ1304", $"{stencil.Display} needs data in '{name}'; only constants of up to {DataPart.Alignment} bytes can go with a stencil. Pass tables by address.");
        return section.Contents.AsSpan((int)offset, section.Size).ToArray();
    }

    private bool IsTailJump(byte[] code, Instruction instruction) => architecture == Architecture.X64
        ? code[instruction.Offset] == JumpRelative32
        : new Arm64Word(BinaryPrimitives.ReadUInt32LittleEndian(code.AsSpan(instruction.Offset))).IsJump;

    private static void WriteDistance(byte[] code, int offset, PatchKind kind, long distance)
    {
        var field = code.AsSpan(offset);
        BinaryPrimitives.WriteUInt32LittleEndian(
            field, kind == PatchKind.Rel32 ? (uint)distance : new Arm64Word(BinaryPrimitives.ReadUInt32LittleEndian(field)).With((int)(distance >> 2)));
    }
}
