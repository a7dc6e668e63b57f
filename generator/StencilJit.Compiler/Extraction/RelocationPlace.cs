using System.Diagnostics.CodeAnalysis;
using StencilJit.Compiler.Objects;

namespace StencilJit.Compiler.Extraction;

/// <summary>Compares relocations of two probes: constants may stand at other places of their section.</summary>
internal static class RelocationPlace
{
    public static IEqualityComparer<Relocation> Comparer { get; } = new PlaceComparer();

    private sealed class PlaceComparer : IEqualityComparer<Relocation>
    {
        public bool Equals(Relocation? x, Relocation? y) =>
            x!.Offset == y!.Offset && x.Kind == y.Kind && x.Section == y.Section && (x.Section.Length > 0 || x.Symbol == y.Symbol);

        public int GetHashCode([DisallowNull] Relocation relocation) => HashCode.Combine(relocation.Offset, relocation.Kind);
    }
}
