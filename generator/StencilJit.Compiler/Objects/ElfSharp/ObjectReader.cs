using System.Buffers.Binary;

namespace StencilJit.Compiler.Objects;

/// <summary>Reads the objects that are compiled, with ELFSharp and without LLVM.</summary>
internal static class ObjectReader
{
    private const uint MachO64 = 0xFEEDFACF;

    public static ObjectFile Read(byte[] bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes) == MachO64 ? ElfSharpMachO.Read(bytes) : ElfSharpElf.Read(bytes);
}
