namespace StencilJit.Wasm.Wasi;

/// <summary>The interface's <c>clockid</c>.</summary>
internal enum ClockId : uint
{
    Realtime = 0,
    Monotonic = 1,
    ProcessTime = 2,
    ThreadTime = 3,
}
