using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Binary;

/// <summary>Reads the contents of sections (5.5) but those of segments.</summary>
internal static class SectionReader
{
    public static void Read(SectionId id, ref ByteReader section, ReadOnlyMemory<byte> module, ModuleParts parts)
    {
        switch (id)
        {
            case SectionId.Custom:
                ReadCustom(ref section, module, parts);
                break;
            case SectionId.Type:
                for (var count = section.ReadCount(); count > 0; count--)
                    parts.Types.Add(section.ReadFunctionType());
                break;
            case SectionId.Import:
                for (var count = section.ReadCount(); count > 0; count--)
                    ReadImport(ref section, parts);
                break;
            case SectionId.Function:
                ReadFunctions(ref section, parts);
                break;
            case SectionId.Table:
                for (var count = section.ReadCount(); count > 0; count--)
                    parts.AddTable(section.Offset, section.ReadTableType());
                break;
            case SectionId.Memory:
                for (var count = section.ReadCount(); count > 0; count--)
                    parts.AddMemory(section.Offset, section.ReadMemoryType());
                break;
            case SectionId.Global:
                for (var count = section.ReadCount(); count > 0; count--)
                    ReadGlobal(ref section, parts);
                break;
            case SectionId.Export:
                for (var count = section.ReadCount(); count > 0; count--)
                    ReadExport(ref section, parts);
                break;
            case SectionId.Start:
                parts.SetStart(section.Offset, section.ReadIndex());
                break;
            case SectionId.Element:
                for (var count = section.ReadCount(); count > 0; count--)
                    parts.Elements.Add(SegmentReader.ReadElements(ref section, parts));
                break;
            case SectionId.DataCount:
                parts.DataCount = section.ReadIndex();
                break;
            case SectionId.Code:
                ReadCode(ref section, parts);
                break;
            case SectionId.Data:
                ReadData(ref section, module, parts);
                break;
        }
    }

    private static void ReadCustom(ref ByteReader section, ReadOnlyMemory<byte> module, ModuleParts parts)
    {
        var name = section.ReadName();
        var contents = module.Slice(section.Offset, section.Remaining);
        section.ReadBytes(section.Remaining);
        parts.CustomSections.Add(new CustomSection(name, contents));
    }

    private static void ReadImport(ref ByteReader section, ModuleParts parts)
    {
        var module = section.ReadName();
        var name = section.ReadName();
        var offset = section.Offset;
        var kind = section.ReadByte();
        if (kind > (byte)ExternalKind.Global)
            throw new WasmFormatException($"malformed import kind 0x{kind:x2}", offset);
        var import = new Import { Module = module, Name = name, Kind = (ExternalKind)kind };
        switch (import.Kind)
        {
            case ExternalKind.Function:
                import = import with { TypeIndex = section.ReadIndex() };
                parts.AddFunction(offset + 1, import.TypeIndex);
                parts.ImportedFunctionCount++;
                break;
            case ExternalKind.Table:
                import = import with { Table = section.ReadTableType() };
                parts.AddTable(offset + 1, import.Table);
                parts.ImportedTableCount++;
                break;
            case ExternalKind.Memory:
                import = import with { Memory = section.ReadMemoryType() };
                parts.AddMemory(offset + 1, import.Memory);
                parts.ImportedMemoryCount++;
                break;
            default:
                import = import with { Global = section.ReadGlobalType() };
                parts.Globals.Add(import.Global);
                parts.ImportedGlobalCount++;
                break;
        }

        parts.Imports.Add(import);
    }

    private static void ReadFunctions(ref ByteReader section, ModuleParts parts)
    {
        var count = section.ReadCount();
        parts.FunctionTypeIndices.Capacity = parts.FunctionTypeIndices.Count + count;
        for (; count > 0; count--)
            parts.AddFunction(section.Offset, section.ReadIndex());
    }

    private static void ReadGlobal(ref ByteReader section, ModuleParts parts)
    {
        var type = section.ReadGlobalType();
        parts.GlobalInitializers.Add(section.ReadConstant(parts, type.Value));
        parts.Globals.Add(type);
    }

    private static void ReadExport(ref ByteReader section, ModuleParts parts)
    {
        var name = section.ReadName();
        var offset = section.Offset;
        var kind = section.ReadByte();
        if (kind > (byte)ExternalKind.Global)
            throw new WasmFormatException($"malformed export kind 0x{kind:x2}", offset);
        parts.AddExport(offset + 1, new Export(name, (ExternalKind)kind, section.ReadIndex()));
    }

    private static void ReadData(ref ByteReader section, ReadOnlyMemory<byte> module, ModuleParts parts)
    {
        var count = section.ReadCount();
        parts.DataOffsets = new int[count];
        foreach (ref var offset in parts.DataOffsets.AsSpan())
        {
            offset = section.Offset;
            SegmentReader.ReadData(ref section, module, parts);
        }
    }

    /// <summary>Only the sizes of the bodies are read, so that the pages of a large module are not all touched.</summary>
    private static void ReadCode(ref ByteReader section, ModuleParts parts)
    {
        var offset = section.Offset;
        var count = section.ReadCount();
        if (count != parts.FunctionTypeIndices.Count - parts.ImportedFunctionCount)
            throw new WasmFormatException("function and code section have inconsistent lengths", offset);
        parts.Bodies.Capacity = count;
        for (; count > 0; count--)
        {
            var length = section.ReadCount();
            parts.Bodies.Add(new FunctionBody(section.Offset, length));
            section.ReadBytes(length);
        }
    }
}
