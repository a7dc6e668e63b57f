using System.Text.Json.Serialization;

namespace StencilJit.Tool.Locks;

/// <summary>Whether a lock is what its sources give.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LockVerdict>))]
internal enum LockVerdict
{
    /// <summary>Byte for byte.</summary>
    Same,

    /// <summary>Another compiler made it, and this one gives the same stencils.</summary>
    SameStencils,

    /// <summary>Another compiler made it, and this one gives other stencils: nothing is proved either way.</summary>
    OtherCompiler,

    /// <summary>The same compiler gives another lock.</summary>
    Different,

    /// <summary>There is no lock.</summary>
    Missing,
}
