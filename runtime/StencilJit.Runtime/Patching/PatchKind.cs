namespace StencilJit.Runtime.Patching;

/// <summary>
/// How a value V, with addend A, is written into the field at address P. The numbers stand in generated tables and are
/// those of StencilJit.Model.PatchKind, which documents each.
/// </summary>
internal enum PatchKind : byte
{
    Abs32,
    Abs64,
    Rel32,
    Bits12,
    Bits12Scale2,
    Bits12Scale4,
    Bits12Scale8,
    Move0,
    Move16,
    Move32,
    Move48,
    Branch26,
    Branch19,
    Branch14,
    Page21,
    Low12,
    Low12Scale4,
    Low12Scale8,
    Low12Scale16,
    ShiftLeft,
    ShiftRight,
    Rotate,
    Bits12Scale4096,

    /// <summary>In tables alone: a copy of a stencil has an <see cref="Abs32"/> in its place.</summary>
    Abs8,
}
