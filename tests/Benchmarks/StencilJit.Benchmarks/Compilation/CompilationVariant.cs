using StencilJit.Benchmarks.Engines;

namespace StencilJit.Benchmarks.Compilation;

/// <summary>Another way to compile a module than all functions at once by one thread.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Title">What a table's title calls it.</param>
/// <param name="Mode">What the host of this repository's engine calls it.</param>
/// <param name="NodeFlag">The flag of Node without which V8 does it, too.</param>
/// <param name="IsPinned">Whether one processor is enough for it.</param>
/// <param name="Note">What a reader has to know.</param>
internal sealed record CompilationVariant(string Name, string Title, string Mode, string NodeFlag, bool IsPinned, string Note)
{
    /// <summary>By as many threads as there are processors.</summary>
    public static CompilationVariant Threads { get; } = new(
        "threads",
        $"one thread and {Environment.ProcessorCount}",
        "threads",
        NodeFlags.OneThread,
        IsPinned: false,
        "Decoding and validation included, all functions at once. Modules with less than 512 KiB of code have one thread here. Not pinned with threads.");

    /// <summary>Each function when it is first called.</summary>
    public static CompilationVariant Lazy { get; } = new(
        "lazy",
        "all functions compiled and only validated",
        "lazy",
        NodeFlags.Eager,
        IsPinned: true,
        "Decoding and validation of all functions included, one thread. What is compiled lazily has no code yet when it can be called.");

    /// <summary>This repository's engine that does it.</summary>
    public EngineChoice OfOwn(EngineChoice usual) => usual with { Arguments = [Mode], IsPinned = IsPinned };

    /// <summary>V8 that does it.</summary>
    public EngineChoice OfNode(EngineChoice usual) => usual with { Arguments = [.. usual.Arguments.Where(flag => flag != NodeFlag)], IsPinned = IsPinned };
}
