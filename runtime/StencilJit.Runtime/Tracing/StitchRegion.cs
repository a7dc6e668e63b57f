namespace StencilJit.Runtime.Tracing;

/// <summary>A part of a block's code that belongs together, such as a function.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Id">What the compiler knows it by, such as the function's index.</param>
/// <param name="Offset">Where it starts in the block's code, in bytes.</param>
/// <param name="Length">Its bytes: up to the next region, or to the end of the code.</param>
public readonly record struct StitchRegion(string Name, long Id, int Offset, int Length);
