namespace StencilJit.Wasm.Wasi;

/// <summary>A directory that a program is given.</summary>
/// <param name="HostPath">The directory on this machine.</param>
/// <param name="GuestPath">What the program knows it as, such as <c>/</c> or <c>.</c>.</param>
public sealed record WasiDirectory(string HostPath, string GuestPath);
