using System.Buffers.Binary;
using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Model;

namespace StencilJit.Compiler.Objects;

/// <summary>Reads ELF objects through libLLVM's object API.</summary>
internal static unsafe class LlvmObjectReader
{
    // Elf64_Rela: r_offset, r_info, r_addend. The C API does not tell addends, so they come from the section's bytes.
    private const int RelaSize = 24;
    private const int RelaAddend = 16;

    public static ObjectFile Read(byte[] bytes, Architecture architecture)
    {
        fixed (byte* data = bytes)
        {
            var buffer = LLVM.CreateMemoryBufferWithMemoryRangeCopy((sbyte*)data, (nuint)bytes.Length, Utf8.Pin("object"));
            sbyte* error = null;
            var binary = LLVM.CreateBinary(buffer, null, &error);
            if (binary == null)
                throw new InvalidDataException($"LLVM cannot read the object file it made: {Utf8.Read(error)}");
            try
            {
                return ReadSections(binary, architecture);
            }
            finally
            {
                LLVM.DisposeBinary(binary);
                LLVM.DisposeMemoryBuffer(buffer);
            }
        }
    }

    private static ObjectFile ReadSections(LLVMOpaqueBinary* binary, Architecture architecture)
    {
        var contents = new Dictionary<string, byte[]>();
        var relocations = new Dictionary<string, List<Relocation>>();
        var section = LLVM.ObjectFileCopySectionIterator(binary);
        var symbolSection = LLVM.ObjectFileCopySectionIterator(binary);
        for (; LLVM.ObjectFileIsSectionIteratorAtEnd(binary, section) == 0; LLVM.MoveToNextSection(section))
        {
            var name = Utf8.Read(LLVM.GetSectionName(section));
            var bytes = new ReadOnlySpan<byte>(LLVM.GetSectionContents(section), checked((int)LLVM.GetSectionSize(section)));
            if (name.StartsWith(".rela", StringComparison.Ordinal))
                relocations[name[".rela".Length..]] = ReadRelocations(binary, section, symbolSection, bytes, architecture);
            else
                contents[name] = bytes.ToArray();
        }
        LLVM.DisposeSectionIterator(symbolSection);
        LLVM.DisposeSectionIterator(section);
        return new ObjectFile(contents.ToDictionary(
            pair => pair.Key,
            pair => new ObjectSection(pair.Key, pair.Value, relocations.TryGetValue(pair.Key, out var list) ? [.. list.OrderBy(entry => entry.Offset)] : [])));
    }

    private static List<Relocation> ReadRelocations(
        LLVMOpaqueBinary* binary, LLVMOpaqueSectionIterator* section, LLVMOpaqueSectionIterator* symbolSection, ReadOnlySpan<byte> bytes, Architecture architecture)
    {
        var list = new List<Relocation>();
        var iterator = LLVM.GetRelocations(section);
        for (; LLVM.IsRelocationIteratorAtEnd(section, iterator) == 0; LLVM.MoveToNextRelocation(iterator))
        {
            var addend = BinaryPrimitives.ReadInt64LittleEndian(bytes[(list.Count * RelaSize + RelaAddend)..]);
            var symbol = LLVM.GetRelocationSymbol(iterator);
            var symbolName = Utf8.Read(LLVM.GetSymbolName(symbol));
            LLVM.MoveToContainingSection(symbolSection, symbol);
            var sectionName = "";
            if (LLVM.ObjectFileIsSectionIteratorAtEnd(binary, symbolSection) == 0)
            {
                sectionName = Utf8.Read(LLVM.GetSectionName(symbolSection));
                addend += (long)LLVM.GetSymbolAddress(symbol);
            }
            LLVM.DisposeSymbolIterator(symbol);
            var kind = ElfRelocationTypes.Kind(architecture, LLVM.GetRelocationType(iterator));
            list.Add(new Relocation((int)LLVM.GetRelocationOffset(iterator), kind, kind is null ? TypeName(iterator) : "", symbolName, sectionName, addend));
        }
        LLVM.DisposeRelocationIterator(iterator);
        return list;
    }

    private static string TypeName(LLVMOpaqueRelocationIterator* iterator)
    {
        var text = LLVM.GetRelocationTypeName(iterator);
        var name = Utf8.Read(text);
        LLVM.DisposeMessage(text);
        return name;
    }
}
