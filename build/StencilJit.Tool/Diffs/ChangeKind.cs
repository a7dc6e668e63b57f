using System.Text.Json.Serialization;

namespace StencilJit.Tool.Diffs;

/// <summary>What became of a stencil on one target; the first that applies.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChangeKind>))]
internal enum ChangeKind
{
    /// <summary>The same bytes, holes and meanings. Constants are compared by their bytes, traps by their names.</summary>
    Unchanged,

    /// <summary>There was none of this name and placement.</summary>
    Added,

    /// <summary>There is none any more.</summary>
    Removed,

    /// <summary>The holes or registers have other names or kinds, or another order: callers of the emit method see it.</summary>
    MeaningChanged,

    /// <summary>Fewer bytes.</summary>
    Smaller,

    /// <summary>More bytes.</summary>
    Larger,

    /// <summary>As many bytes, but fields elsewhere.</summary>
    HoleMoved,

    /// <summary>As many bytes, and others.</summary>
    Different,
}
