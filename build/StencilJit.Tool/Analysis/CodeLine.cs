using System.Text.Json.Serialization;

namespace StencilJit.Tool.Analysis;

/// <summary>One instruction of a stencil.</summary>
/// <param name="Offset">Byte offset in the stencil.</param>
/// <param name="Bytes">Its bytes in hexadecimal, blank between them; <c>__</c> for a byte with bits of a hole.</param>
/// <param name="Label">The label that stands before it where the stencil jumps to it, such as <c>.1</c>; else null.</param>
/// <param name="Mnemonic">Its name.</param>
/// <param name="Operands">Its operands; values of holes as <c>{name}</c>, targets within the stencil as labels, its end as <c>next</c>.</param>
/// <param name="Example">Name and operands with numbers in the holes and a symbol for the target: what an assembler takes.</param>
internal sealed record CodeLine(int Offset, string Bytes, string? Label, string Mnemonic, string Operands, [property: JsonIgnore] string Example)
{
    /// <summary>Name and operands.</summary>
    [JsonIgnore]
    public string Text => Operands.Length == 0 ? Mnemonic : $"{Mnemonic} {Operands}";
}
