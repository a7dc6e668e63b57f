namespace StencilJit.Benchmarks.Engines;

/// <summary>An engine with its settings, and how to start it.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Description">What exactly it is.</param>
/// <param name="File">The program that serves it.</param>
/// <param name="Arguments">The program's arguments.</param>
internal sealed record EngineChoice(string Name, string Description, string File, params IReadOnlyList<string> Arguments)
{
    /// <summary>Whether it runs on one processor.</summary>
    public bool IsPinned { get; init; } = true;
}
