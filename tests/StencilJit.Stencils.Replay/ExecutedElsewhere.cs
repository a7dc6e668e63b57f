using System.Text.Json;
using StencilJit.Model;

namespace StencilJit.Stencils.Replay;

/// <summary>
/// The stencils of a target that are executed already: of another one of the same architecture, whose code is the same byte
/// for byte.
/// </summary>
internal sealed class ExecutedElsewhere
{
    private readonly HashSet<string> executed = [];

    /// <param name="set">The target's stencils.</param>
    /// <param name="other">Those that are executed; null for none.</param>
    public ExecutedElsewhere(StencilSet set, StencilSet? other)
    {
        // Code that reads the set's data is the same only with the same data.
        if (other is null || other.Architecture != set.Architecture || !other.Data.AsSpan().SequenceEqual(set.Data) || !other.Traps.SequenceEqual(set.Traps))
            return;
        foreach (var stencil in other.Stencils)
            executed.Add(JsonSerializer.Serialize(stencil));
    }

    public bool Contains(Stencil stencil) => executed.Count > 0 && executed.Contains(JsonSerializer.Serialize(stencil));
}
