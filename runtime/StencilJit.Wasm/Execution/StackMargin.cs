namespace StencilJit.Wasm.Execution;

/// <summary>What stays free at the end of the value stack for functions that call nothing: they do not check for room.</summary>
internal static class StackMargin
{
    public const int Bytes = 32 << 10;
}
