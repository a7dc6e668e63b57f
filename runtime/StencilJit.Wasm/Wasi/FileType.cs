namespace StencilJit.Wasm.Wasi;

/// <summary>The interface's <c>filetype</c>.</summary>
internal enum FileType : byte
{
    Unknown = 0,
    CharacterDevice = 2,
    Directory = 3,
    RegularFile = 4,
    SymbolicLink = 7,
}
