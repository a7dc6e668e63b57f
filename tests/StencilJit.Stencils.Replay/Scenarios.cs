namespace StencilJit.Stencils.Replay;

/// <summary>Stitched code of several stencils, for those that mean nothing alone: entering, calling, leaving from depth.</summary>
internal abstract class Scenarios
{
    /// <summary>The stencils that only scenarios cover, each with the reason.</summary>
    public abstract IReadOnlyDictionary<string, string> Covered { get; }

    /// <summary>The scenarios: what is claimed, and a run that tells what is wrong, or null.</summary>
    public abstract IEnumerable<(string Claim, Func<string?> Run)> All { get; }

    /// <summary>The scenarios of a set.</summary>
    public static Scenarios For(CodeUnderTest code) => code.Set.Name switch
    {
        "calc" => new CalcScenarios(code),
        "wasm" => new WasmScenarios(code),
        _ => throw new InvalidOperationException($"There are no scenarios for the set '{code.Set.Name}': add a class for it, if only to say that nothing needs them."),
    };

    /// <summary>The names of <see cref="Covered"/> for a set, without code to run.</summary>
    public static IReadOnlyDictionary<string, string> CoveredIn(string set) => set == "calc" ? CalcScenarios.Reasons : WasmScenarios.Reasons;

    protected static string? Expect(string what, ulong actual, ulong expected) =>
        actual == expected ? null : $"{what} is {actual:x}, expected {expected:x}";
}
