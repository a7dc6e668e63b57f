namespace StencilJit.Wasm.Linking;

/// <summary>Compares what is given for an import with what is asked for (4.5.3).</summary>
internal static class ImportMatcher
{
    /// <summary>What does not match, to follow the import's names in a message; null where all does.</summary>
    public static string? Mismatch(Module module, Import import, External value)
    {
        if (value.Kind != import.Kind)
            return $"but a {value.Kind.ToString().ToLowerInvariant()} is defined under this name.";
        return value switch
        {
            Function function => Mismatch(module.Types[import.TypeIndex], function.Type),
            Table table when table.Type.Element != import.Table.Element =>
                $"a table of {import.Table.Element.Name()}, but the one given is of {table.Type.Element.Name()}.",
            Table table => Mismatch(import.Table.Limits, table.CurrentLimits, "elements"),
            Memory memory => Mismatch(import.Memory.Limits, memory.CurrentLimits, "pages"),
            Global global when global.Type != import.Global => $"{Describe(import.Global)}, but the one given is {Describe(global.Type)}.",
            _ => null,
        };
    }

    private static string? Mismatch(FunctionType required, FunctionType given) =>
        required.Equals(given) ? null : $"of type {required}, but the one given is of type {given}.";

    private static string? Mismatch(Limits required, Limits given, string unit) =>
        given.Matches(required) ? null : $"of {Describe(required)} {unit}, but the one given is of {Describe(given)}.";

    private static string Describe(Limits limits) =>
        limits.Maximum is { } maximum ? $"{limits.Minimum} to {maximum}" : $"{limits.Minimum} or more";

    private static string Describe(GlobalType type) => $"{(type.IsMutable ? "a mutable" : "an immutable")} {type.Value.Name()}";
}
