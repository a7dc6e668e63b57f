using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime.Tests;

/// <summary>A patch of a hand-made stencil.</summary>
internal sealed record TestPatch(int Offset, PatchKind Kind, int Value, int Addend = 0, bool IsLabel = false)
{
    public const int Data = 32;
    public const int FirstTrap = 33;

    public ulong Word => (uint)Offset | (ulong)Kind << 16 | (ulong)Value << 24 | (ulong)(uint)Addend << 32;

    public static TestPatch Hole(int offset, PatchKind kind, int hole, int addend = 0) => new(offset, kind, hole, addend);

    public static TestPatch Label(int offset, PatchKind kind, int label, int addend = 0) => new(offset, kind, label, addend, IsLabel: true);
}
