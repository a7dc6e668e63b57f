using StencilJit.Compiler.Disassembly;
using StencilJit.Compiler.Lowering;
using StencilJit.Model;

namespace StencilJit.Compiler.Checks;

/// <summary>What must hold for a stencil before it is accepted, judged on its decoded bytes.</summary>
internal sealed class StencilChecks(Architecture architecture, StencilSignature signature)
{
    // Instructions whose first operand is read only.
    private static readonly HashSet<string> X64Readers = ["cmp", "test", "push", "bt", "jmp", "call", "vucomiss", "vucomisd", "ucomiss", "ucomisd", "vcomiss", "vcomisd", "vptest", "vtestps", "vtestpd"];
    private static readonly HashSet<string> Arm64Readers = ["cmp", "cmn", "tst", "ccmp", "ccmn", "cbz", "cbnz", "tbz", "tbnz", "br", "blr", "ret", "fcmp", "fcmpe"];

    /// <summary>Throws for the first rule that the code breaks.</summary>
    public void Check(StencilFunction stencil, byte[] code, IReadOnlyList<Instruction> instructions)
    {
        var decoded = instructions.Count == 0 ? 0 : instructions[^1].End;
        if (decoded != code.Length)
            throw stencil.Op.Error("SJ1401", $"{stencil.Display} has bytes that do not decode, at offset {decoded}: {Convert.ToHexString(code, decoded, Math.Min(8, code.Length - decoded))}.");
        if (stencil.Kind != StencilKind.Leaf)
            return;
        // A call needs a frame as well, and is what the author can see.
        foreach (var instruction in instructions.Where(IsCall))
            throw stencil.Op.Error("SJ1403", $"{stencil.Display} calls ('{instruction.Mnemonic} {instruction.Operands}'); mark it STENCIL_SPILLED, or keep the C compiler from calling its library.");
        foreach (var instruction in instructions.Where(UsesStack))
            throw stencil.Op.Error("SJ1402", $"{stencil.Display} needs a stack frame ('{instruction.Mnemonic} {instruction.Operands}'); make it simpler, or mark it STENCIL_SPILLED.");
    }

    /// <summary>Throws where code that leaves without passing the pinned pointers on has changed one.</summary>
    public void CheckReturn(StencilFunction stencil, IReadOnlyList<Instruction> instructions)
    {
        foreach (var instruction in instructions)
            if (signature.PinnedRegisters.FirstOrDefault(register => Writes(instruction, register)) is { } register)
                throw stencil.Op.Error("SJ1404", $"{stencil.Display} returns after changing {register}, which holds a pinned pointer ('{instruction.Mnemonic} {instruction.Operands}').");
    }

    private bool UsesStack(Instruction instruction)
    {
        var target = instruction.Operands.Split(',')[0].Trim();
        return architecture == Architecture.X64
            ? instruction.Mnemonic is "push" or "pop" || (target == "rsp" && instruction.Mnemonic is "sub" or "add" or "and" or "lea") || target.Contains("[rsp", StringComparison.Ordinal)
            : (target == "sp" && instruction.Mnemonic is "sub" or "add") || (instruction.Mnemonic.StartsWith("st", StringComparison.Ordinal) && instruction.Operands.Contains("[sp", StringComparison.Ordinal));
    }

    private bool IsCall(Instruction instruction) => architecture == Architecture.X64
        ? instruction.Mnemonic == "call"
        : instruction.Mnemonic is "bl" or "blr";

    private bool Writes(Instruction instruction, string register)
    {
        var readers = architecture == Architecture.X64 ? X64Readers : Arm64Readers;
        if (readers.Contains(instruction.Mnemonic) || (architecture == Architecture.Arm64 && instruction.Mnemonic.StartsWith("st", StringComparison.Ordinal)))
            return false;
        var target = instruction.Operands.Split(',')[0].Trim();
        return target == register || target == register + "d" || (architecture == Architecture.Arm64 && target == "w" + register[1..]);
    }
}
