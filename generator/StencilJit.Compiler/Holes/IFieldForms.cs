using StencilJit.Model;

namespace StencilJit.Compiler.Holes;

/// <summary>The ways in which an architecture's instructions carry a constant.</summary>
internal interface IFieldForms
{
    /// <summary>Names the form in which every probe carries the hole's value at an offset; null where none does.</summary>
    /// <param name="codes">The code, a probe each.</param>
    /// <param name="offset">Where to look.</param>
    /// <param name="values">The hole's value in each of these probes.</param>
    PatchKind? Match(ReadOnlySpan<byte[]> codes, int offset, ReadOnlySpan<ulong> values);

    /// <summary>The distance between places where a field can start.</summary>
    int Step { get; }

    /// <summary>Clears a field.</summary>
    void Clear(Span<byte> code, int offset, PatchKind kind);

    /// <summary>Writes a value into a cleared field.</summary>
    void Write(Span<byte> code, int offset, PatchKind kind, ulong value);
}
