namespace StencilJit.Stencils.Replay;

/// <summary>Memory at an address that is the same in every process, so that vectors can name addresses.</summary>
internal sealed record Region(ulong Address, ulong Length);
