using StencilJit.Model;

namespace StencilJit.Tool.Operations;

/// <summary>A target that has nearly all of its code in common with another one.</summary>
/// <param name="Set">The set on this target.</param>
/// <param name="Base">The other target.</param>
/// <param name="Own">The stencils that differ.</param>
internal sealed record SharingTarget(StencilSet Set, string Base, IReadOnlyList<Stencil> Own)
{
    /// <summary>Whether a stencil is the same on both targets.</summary>
    public bool Shares(Stencil stencil) => !Own.Any(own => own.Name == stencil.Name && own.Placement == stencil.Placement);
}
