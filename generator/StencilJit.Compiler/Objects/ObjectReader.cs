namespace StencilJit.Compiler.Objects;

/// <summary>Reads the objects that are compiled; with UseELFSharp, the class of this name in ElfSharp/ takes its place.</summary>
internal static class ObjectReader
{
    public static ObjectFile Read(byte[] bytes) => LlvmObjectReader.Read(bytes);
}
