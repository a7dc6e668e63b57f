namespace StencilJit.Wasm;

/// <summary>A module cannot be instantiated with what the linker has (4.5.4).</summary>
public sealed class LinkException : Exception
{
    /// <summary>Creates the exception for an import.</summary>
    /// <param name="reason">What is wrong, in the words of the specification's test suite.</param>
    /// <param name="import">The import that it is wrong with.</param>
    /// <param name="details">More about it.</param>
    internal LinkException(string reason, Import import, string details)
        : base($"{reason}: the module imports the {import.Kind.ToString().ToLowerInvariant()} \"{import.Name}\" of \"{import.Module}\", {details}")
    {
        Reason = reason;
        Import = import;
    }

    /// <summary>What is wrong: "unknown import" or "incompatible import type".</summary>
    public string Reason { get; }

    /// <summary>The import that it is wrong with.</summary>
    public Import Import { get; }
}
