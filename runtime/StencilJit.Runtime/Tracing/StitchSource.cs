namespace StencilJit.Runtime.Tracing;

/// <summary>What code was compiled from, kept with the code so that a trace explains itself.</summary>
/// <param name="Format">What kind of source it is, for whoever reads the trace, such as <c>wasm</c>; not empty.</param>
/// <param name="Content">The source itself, which <see cref="StitchEntry.Source"/> refers to. Not copied: it must not change.</param>
public sealed record StitchSource(string Format, ReadOnlyMemory<byte> Content);
