using System.Collections.Immutable;

namespace StencilJit.Wasm;

/// <summary>What a function, a block or a label takes and gives.</summary>
public sealed class FunctionType : IEquatable<FunctionType>
{
    /// <summary>Creates a function type.</summary>
    /// <param name="parameters">The types of the parameters, in order.</param>
    /// <param name="results">The types of the results, in order.</param>
    public FunctionType(ImmutableArray<ValueKind> parameters, ImmutableArray<ValueKind> results)
    {
        Parameters = parameters.IsDefault ? [] : parameters;
        Results = results.IsDefault ? [] : results;
    }

    /// <summary>The types of the parameters, in order.</summary>
    public ImmutableArray<ValueKind> Parameters { get; }

    /// <summary>The types of the results, in order.</summary>
    public ImmutableArray<ValueKind> Results { get; }

    /// <inheritdoc/>
    public bool Equals(FunctionType? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Parameters.AsSpan().SequenceEqual(other.Parameters.AsSpan())
            && Results.AsSpan().SequenceEqual(other.Results.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FunctionType);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var kind in Parameters)
            hash.Add(kind);
        hash.Add(0);
        foreach (var kind in Results)
            hash.Add(kind);
        return hash.ToHashCode();
    }

    /// <summary>The type as the specification writes it, such as <c>[i32 i32] -> [i64]</c>.</summary>
    public override string ToString() =>
        $"[{string.Join(' ', Parameters.Select(ValueKinds.Name))}] -> [{string.Join(' ', Results.Select(ValueKinds.Name))}]";
}
