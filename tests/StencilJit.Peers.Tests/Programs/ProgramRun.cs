using StencilJit.Wasm.Wasi;

namespace StencilJit.Peers.Tests.Programs;

/// <summary>A WASI program and what it is given.</summary>
internal sealed record ProgramRun
{
    /// <summary>What to call it in the list of tests.</summary>
    public required string Name { get; init; }

    /// <summary>The file of its module.</summary>
    public required string Module { get; init; }

    /// <summary>Its arguments, its own name first.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Its environment, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>The directories that it may use.</summary>
    public IReadOnlyList<WasiDirectory> Directories { get; init; } = [];

    /// <summary>What it reads on standard input.</summary>
    public byte[] Input { get; init; } = [];
}
