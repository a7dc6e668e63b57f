using StencilJit.Stencils.Replay;

namespace StencilJit.Stencils.Tests;

/// <summary>What the tests must know of a set to give its micro-ops sensible memory.</summary>
internal interface ISetCases
{
    /// <summary>The memory that the micro-ops work on.</summary>
    IReadOnlyList<Region> Regions { get; }

    /// <summary>The pinned pointers, into that memory.</summary>
    IReadOnlyDictionary<string, ulong> Pinned { get; }

    /// <summary>The cases of a micro-op; null where boundary values of operands and holes say it all.</summary>
    IEnumerable<Case>? Cases(Signature signature);

    /// <summary>Whether a result that is a NaN may be any quiet one.</summary>
    bool GivesAnyNaN(string op);
}
