using System.Buffers.Binary;
using ELFSharp.MachO;

namespace StencilJit.Compiler.Objects;

/// <summary>Reads Mach-O objects through ELFSharp, which knows where relocations are but not what they say.</summary>
internal static class ElfSharpMachO
{
    // mach-o/reloc.h, relocation_info: r_address; r_symbolnum in 24 bits, r_pcrel, r_length in 2, r_extern, r_type in 4.
    private const int RelocationSize = 8;
    private const int SymbolBits = 24;
    private const int ExternBit = 27;
    private const int TypeShift = 28;

    public static ObjectFile Read(byte[] bytes)
    {
        var file = MachOReader.Load(new MemoryStream(bytes), shouldOwnStream: true);
        var symbols = file.GetCommandsOfType<SymbolTable>().SelectMany(table => table.Symbols).Select(ReadSymbol).ToList();
        var sections = file.GetCommandsOfType<Segment>().SelectMany(segment => segment.Sections).Select(section => new ObjectSection(
            section.Name, section.Address, section.GetData(),
            ReadRelocations(bytes.AsSpan((int)section.RelocOffset, (int)section.RelocCount * RelocationSize), symbols)));
        return new ObjectFile([.. sections], symbols);
    }

    private static ObjectSymbol ReadSymbol(Symbol symbol)
        => new(symbol.Name, symbol.Section?.Name ?? "", symbol.Section is null ? 0 : (ulong)symbol.Value);

    private static List<ObjectRelocation> ReadRelocations(ReadOnlySpan<byte> bytes, List<ObjectSymbol> symbols)
    {
        var list = new List<ObjectRelocation>();
        for (; bytes.Length > 0; bytes = bytes[RelocationSize..])
        {
            var info = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            var isExtern = (info >> ExternBit & 1) != 0;
            list.Add(new ObjectRelocation(
                BinaryPrimitives.ReadInt32LittleEndian(bytes), info >> TypeShift,
                isExtern ? symbols[(int)(info & ((1 << SymbolBits) - 1))] : null, 0));
        }
        return [.. list.OrderBy(relocation => relocation.Offset)];
    }
}
