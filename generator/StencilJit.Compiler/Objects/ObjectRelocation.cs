namespace StencilJit.Compiler.Objects;

/// <summary>A relocation as the object file has it.</summary>
/// <param name="Offset">Byte offset in the section.</param>
/// <param name="Type">The type's number in the file's format.</param>
/// <param name="Symbol">What it refers to; null where it names no symbol.</param>
/// <param name="Addend">What the relocation adds; 0 where the format keeps that in the field itself.</param>
internal sealed record ObjectRelocation(int Offset, uint Type, ObjectSymbol? Symbol, long Addend);
