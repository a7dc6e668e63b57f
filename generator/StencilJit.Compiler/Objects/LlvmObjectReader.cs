using System.Buffers.Binary;
using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;

namespace StencilJit.Compiler.Objects;

/// <summary>Reads object files through libLLVM's object API.</summary>
internal static unsafe class LlvmObjectReader
{
    // Elf64_Rela: r_offset, r_info, r_addend. The C API does not tell addends, so they come from the section's bytes.
    private const string RelaPrefix = ".rela";
    private const int RelaSize = 24;
    private const int RelaAddend = 16;

    public static ObjectFile Read(byte[] bytes)
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
                return new ObjectFile(ReadSections(binary), ReadSymbols(binary));
            }
            finally
            {
                LLVM.DisposeBinary(binary);
                LLVM.DisposeMemoryBuffer(buffer);
            }
        }
    }

    private static List<ObjectSection> ReadSections(LLVMOpaqueBinary* binary)
    {
        var sections = new List<ObjectSection>();
        var relocations = new Dictionary<string, List<ObjectRelocation>>();
        var section = LLVM.ObjectFileCopySectionIterator(binary);
        for (; LLVM.ObjectFileIsSectionIteratorAtEnd(binary, section) == 0; LLVM.MoveToNextSection(section))
        {
            var name = Utf8.Read(LLVM.GetSectionName(section));
            var bytes = new ReadOnlySpan<byte>(LLVM.GetSectionContents(section), checked((int)LLVM.GetSectionSize(section)));
            var found = ReadRelocations(binary, section);
            // ELF has relocations in sections of their own.
            if (name.StartsWith(RelaPrefix, StringComparison.Ordinal))
                relocations[name[RelaPrefix.Length..]] = WithAddends(found, bytes);
            else
                sections.Add(new ObjectSection(name, LLVM.GetSectionAddress(section), bytes.ToArray(), found));
        }
        LLVM.DisposeSectionIterator(section);
        return [.. sections.Select(one => one with { Relocations = [.. (relocations.GetValueOrDefault(one.Name) ?? one.Relocations).OrderBy(entry => entry.Offset)] })];
    }

    private static List<ObjectRelocation> ReadRelocations(LLVMOpaqueBinary* binary, LLVMOpaqueSectionIterator* section)
    {
        var list = new List<ObjectRelocation>();
        var iterator = LLVM.GetRelocations(section);
        for (; LLVM.IsRelocationIteratorAtEnd(section, iterator) == 0; LLVM.MoveToNextRelocation(iterator))
        {
            var symbol = LLVM.GetRelocationSymbol(iterator);
            list.Add(new ObjectRelocation(
                (int)LLVM.GetRelocationOffset(iterator), (uint)LLVM.GetRelocationType(iterator),
                LLVM.ObjectFileIsSymbolIteratorAtEnd(binary, symbol) == 0 ? ReadSymbol(binary, symbol) : null, 0));
            LLVM.DisposeSymbolIterator(symbol);
        }
        LLVM.DisposeRelocationIterator(iterator);
        return list;
    }

    private static List<ObjectRelocation> WithAddends(List<ObjectRelocation> relocations, ReadOnlySpan<byte> bytes)
    {
        for (var index = 0; index < relocations.Count; index++)
            relocations[index] = relocations[index] with { Addend = BinaryPrimitives.ReadInt64LittleEndian(bytes[(index * RelaSize + RelaAddend)..]) };
        return relocations;
    }

    private static List<ObjectSymbol> ReadSymbols(LLVMOpaqueBinary* binary)
    {
        var symbols = new List<ObjectSymbol>();
        var iterator = LLVM.ObjectFileCopySymbolIterator(binary);
        // There is none where the file has no symbol, as that of a probe without any function.
        if (iterator == null)
            return symbols;
        for (; LLVM.ObjectFileIsSymbolIteratorAtEnd(binary, iterator) == 0; LLVM.MoveToNextSymbol(iterator))
            symbols.Add(ReadSymbol(binary, iterator));
        LLVM.DisposeSymbolIterator(iterator);
        return symbols;
    }

    private static ObjectSymbol ReadSymbol(LLVMOpaqueBinary* binary, LLVMOpaqueSymbolIterator* symbol)
    {
        var section = LLVM.ObjectFileCopySectionIterator(binary);
        LLVM.MoveToContainingSection(section, symbol);
        var name = LLVM.ObjectFileIsSectionIteratorAtEnd(binary, section) == 0 ? Utf8.Read(LLVM.GetSectionName(section)) : "";
        LLVM.DisposeSectionIterator(section);
        return new ObjectSymbol(Utf8.Read(LLVM.GetSymbolName(symbol)), name, name.Length == 0 ? 0 : LLVM.GetSymbolAddress(symbol));
    }
}
