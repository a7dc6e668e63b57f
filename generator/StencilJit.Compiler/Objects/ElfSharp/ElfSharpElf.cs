using System.Buffers.Binary;
using ELFSharp.ELF;
using ELFSharp.ELF.Sections;

namespace StencilJit.Compiler.Objects;

/// <summary>Reads ELF objects through ELFSharp, which knows sections and symbols but no relocations.</summary>
internal static class ElfSharpElf
{
    // Elf64_Rela: r_offset, r_info (the symbol's index above the type), r_addend.
    private const string RelaPrefix = ".rela";
    private const int RelaSize = 24;

    public static ObjectFile Read(byte[] bytes)
    {
        using var file = (ELF<ulong>)ELFReader.Load(new MemoryStream(bytes), shouldOwnStream: true);
        var symbols = file.GetSections<SymbolTable<ulong>>().SelectMany(table => table.Entries).Select(ReadSymbol).ToList();
        var relocations = file.Sections.Where(section => section.Type == SectionType.RelocationAddends)
            .ToDictionary(section => section.Name[RelaPrefix.Length..], section => ReadRelocations(section.GetContents(), symbols));
        var sections = file.Sections.Where(section => section.Type != SectionType.RelocationAddends).Select(section => new ObjectSection(
            section.Name, section.LoadAddress, section.GetContents(), relocations.GetValueOrDefault(section.Name) ?? []));
        // The first symbol is none (System V ABI, "Symbol Table").
        return new ObjectFile([.. sections], [.. symbols.Skip(1)]);
    }

    private static ObjectSymbol ReadSymbol(SymbolEntry<ulong> entry)
    {
        var section = entry.IsPointedIndexSpecial ? "" : entry.PointedSection.Name;
        return new ObjectSymbol(entry.Type == SymbolType.Section ? section : entry.Name, section, section.Length == 0 ? 0 : entry.Value);
    }

    private static List<ObjectRelocation> ReadRelocations(byte[] bytes, List<ObjectSymbol> symbols)
    {
        var list = new List<ObjectRelocation>();
        for (var rest = bytes.AsSpan(); rest.Length >= RelaSize; rest = rest[RelaSize..])
        {
            var info = BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]);
            list.Add(new ObjectRelocation(
                (int)BinaryPrimitives.ReadUInt64LittleEndian(rest), (uint)info, symbols[(int)(info >> 32)], BinaryPrimitives.ReadInt64LittleEndian(rest[16..])));
        }
        return [.. list.OrderBy(relocation => relocation.Offset)];
    }
}
