namespace StencilJit.Compiler.Linking;

/// <summary>
/// When a variant's holes were solved. The constants of a set's data part stand in this order: it was once that of the
/// work, and locks hold its offsets.
/// </summary>
internal enum SolveRound
{
    /// <summary>With the holes' values in the code generator's sight.</summary>
    Visible,

    /// <summary>With the values hidden, after the attempt with visible ones failed.</summary>
    Hidden,

    /// <summary>With the values hidden from the start.</summary>
    Foldable,
}
