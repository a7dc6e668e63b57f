namespace StencilJit.Model;

/// <summary>A value that a stencil leaves open, given when stitching.</summary>
/// <param name="Name">The name in the C source, such as <c>offset</c>; the name of an operand where it stands for one.</param>
/// <param name="Kind">What the value means.</param>
public sealed record Hole(string Name, HoleKind Kind);
