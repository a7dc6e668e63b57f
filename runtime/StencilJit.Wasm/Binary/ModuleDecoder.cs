using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Binary;

/// <summary>Decodes a module (5.5) and checks all of it but the code of its functions.</summary>
internal static unsafe class ModuleDecoder
{
    private const uint Version = 1;

    public static Module Decode(ReadOnlyMemory<byte> bytes)
    {
        var parts = new ModuleParts();
        fixed (byte* module = bytes.Span)
            ReadSections(new ByteReader(module, 0, bytes.Length), bytes, parts);
        var declared = parts.DeclaredReferences;
        return new Module
        {
            Bytes = bytes,
            Types = [.. parts.Types],
            Imports = [.. parts.Imports],
            FunctionTypeIndices = parts.FunctionTypeIndices.DrainToImmutable(),
            ImportedFunctionCount = parts.ImportedFunctionCount,
            Bodies = parts.Bodies.DrainToImmutable(),
            Tables = [.. parts.Tables],
            ImportedTableCount = parts.ImportedTableCount,
            Memories = [.. parts.Memories],
            ImportedMemoryCount = parts.ImportedMemoryCount,
            Globals = [.. parts.Globals],
            ImportedGlobalCount = parts.ImportedGlobalCount,
            GlobalInitializers = [.. parts.GlobalInitializers],
            Exports = [.. parts.Exports],
            StartFunction = parts.StartFunction,
            Elements = [.. parts.Elements],
            DataOffsets = parts.DataOffsets,
            CustomSections = [.. parts.CustomSections],
            HasDataCount = parts.DataCount is not null,
            DeclaredReferences = declared,
        };
    }

    private static void ReadSections(ByteReader reader, ReadOnlyMemory<byte> bytes, ModuleParts parts)
    {
        ReadPreamble(ref reader);
        var last = 0;
        while (!reader.IsAtEnd)
        {
            var offset = reader.Offset;
            var id = (SectionId)reader.ReadByte();
            if (id > SectionId.DataCount)
                throw new WasmFormatException($"malformed section id {(byte)id}", offset);
            var section = reader.Split(reader.ReadCount());
            if (id != SectionId.Custom)
            {
                if (Rank(id) <= last)
                {
                    throw new WasmFormatException(
                        $"unexpected content after last section: a section of id {(byte)id} out of order", offset);
                }

                last = Rank(id);
            }

            SectionReader.Read(id, ref section, bytes, parts);
            if (!section.IsAtEnd)
                throw new WasmFormatException("section size mismatch: the section goes on after its contents", section.Offset);
        }

        if (parts.Bodies.Count != parts.FunctionTypeIndices.Count - parts.ImportedFunctionCount)
            throw new WasmFormatException("function and code section have inconsistent lengths", reader.Offset);
        if (parts.DataCount is { } count && count != parts.DataOffsets.Length)
            throw new WasmFormatException("data count and data section have inconsistent lengths", reader.Offset);
    }

    private static void ReadPreamble(ref ByteReader reader)
    {
        if (reader.Remaining < 4)
            throw new WasmFormatException("unexpected end: a module has a header of eight bytes", reader.Remaining);
        if (!reader.Rest.StartsWith("\0asm"u8))
            throw new WasmFormatException("magic header not detected: this is not a WebAssembly module in the binary format", 0);
        if (reader.Remaining < 8)
            throw new WasmFormatException("unexpected end: a module has a header of eight bytes", reader.Remaining);
        reader.ReadBytes(4);
        var version = reader.ReadF32();
        if (version != Version)
            throw new WasmFormatException($"unknown binary version {version}", 4);
    }

    /// <summary>The place of a section in the order (5.5.16), in which the data count comes before the code.</summary>
    private static int Rank(SectionId id) => id switch
    {
        SectionId.DataCount => (int)SectionId.Code,
        SectionId.Code => (int)SectionId.Code + 1,
        SectionId.Data => (int)SectionId.Data + 1,
        _ => (int)id,
    };
}
