using System.Buffers.Binary;
using StencilJit.Compiler.Disassembly;
using StencilJit.Model;

namespace StencilJit.Compiler.Objects;

/// <summary>
/// Mach-O: all functions in one section, one behind the other from symbol to symbol; what x86-64 adds to a symbol stands in
/// the field; constants are in sections named after their size (Mach-O reference, "literal" sections).
/// </summary>
internal sealed class MachOFormat(Architecture architecture, Disassembler disassembler) : IObjectFormat
{
    private const string FunctionSection = "__text";
    private const string ConstantPrefix = "__literal";

    // What C compilers put before every name; the assembler's own symbols have none.
    private const char NamePrefix = '_';

    public CodeObject Interpret(ObjectFile file)
    {
        var sections = file.Sections.ToDictionary(section => section.Name);
        var functions = sections.TryGetValue(FunctionSection, out var text) ? Split(text, file, sections) : [];
        var constants = file.Sections
            .Where(section => section.Name.StartsWith(ConstantPrefix, StringComparison.Ordinal))
            .ToDictionary(section => section.Name, section => new ConstantSection(section.Contents, int.Parse(section.Name[ConstantPrefix.Length..])));
        return new CodeObject(functions, constants);
    }

    private Dictionary<string, FunctionCode> Split(ObjectSection text, ObjectFile file, Dictionary<string, ObjectSection> sections)
    {
        var symbols = file.Symbols.Where(symbol => symbol.Section == FunctionSection && symbol.Name.StartsWith(NamePrefix))
            .OrderBy(symbol => symbol.Address).ToList();
        var functions = new Dictionary<string, FunctionCode>();
        var next = 0;
        for (var index = 0; index < symbols.Count; index++)
        {
            var start = (int)(symbols[index].Address - text.Address);
            var end = index + 1 < symbols.Count ? (int)(symbols[index + 1].Address - text.Address) : text.Contents.Length;
            var code = text.Contents[start..end];
            var relocations = new List<Relocation>();
            for (; next < text.Relocations.Count && text.Relocations[next].Offset < end; next++)
                relocations.Add(Relocate(text.Relocations[next], start, code, sections));
            functions.Add(symbols[index].Name[1..], new FunctionCode(code[..EndOf(code)], relocations));
        }
        return functions;
    }

    // What aligns the next function belongs to none.
    private int EndOf(byte[] code)
    {
        var end = 0;
        var decoded = 0;
        foreach (var instruction in disassembler.Decode(code))
        {
            decoded = instruction.End;
            if (!instruction.Mnemonic.StartsWith("nop", StringComparison.Ordinal))
                end = decoded;
        }
        return decoded == code.Length ? end : code.Length;
    }

    private Relocation Relocate(ObjectRelocation relocation, int start, byte[] code, Dictionary<string, ObjectSection> sections)
    {
        var offset = relocation.Offset - start;
        var field = code.AsSpan(offset, sizeof(uint));
        var word = BinaryPrimitives.ReadUInt32LittleEndian(field);
        var kind = MachORelocationTypes.Kind(architecture, relocation.Type, word);
        if (kind == PatchKind.Rel32)
            field.Clear();
        if (relocation.Symbol is null && kind == PatchKind.Rel32)
        {
            // The field has the distance to the target as it is in this file, from the end of the instruction.
            var end = sizeof(uint) + MachORelocationTypes.BytesBehind(relocation.Type);
            var address = sections[FunctionSection].Address + (ulong)(relocation.Offset + end + (int)word);
            var section = sections.Values.First(one => address >= one.Address && address < one.Address + (ulong)one.Contents.Length);
            return new Relocation(offset, kind, "", "", section.Name, (long)(address - section.Address) - end);
        }
        // That to a symbol counts from the end of the field.
        var addend = kind == PatchKind.Rel32 ? (int)word - sizeof(uint) : relocation.Addend;
        if (relocation.Symbol is { Section.Length: > 0 } defined)
            addend += (long)(defined.Address - sections[defined.Section].Address);
        kind = relocation.Symbol is null ? null : kind;
        return new Relocation(
            offset, kind, kind is null ? $"type {relocation.Type} of Mach-O" : "", relocation.Symbol?.Name.TrimStart(NamePrefix) ?? "", relocation.Symbol?.Section ?? "", addend);
    }
}
