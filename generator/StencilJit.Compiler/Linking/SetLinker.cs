using StencilJit.Compiler.Sources;
using StencilJit.Model;

namespace StencilJit.Compiler.Linking;

/// <summary>
/// Makes a set of micro-ops that were compiled each for itself: numbers their traps, lays their constants out, and adds
/// what their sources say of them. What comes out does not depend on when and together with what each was compiled.
/// </summary>
internal sealed class SetLinker
{
    private readonly DataPart data = new();
    private readonly string setFolder;
    private readonly string[] traps;

    /// <param name="ops">Each micro-op with what was compiled of it, in the order of <see cref="ParsedSet.Ops"/>.</param>
    /// <param name="setFolder">The folder that sources are named relative to.</param>
    public SetLinker(IReadOnlyList<(MicroOp Source, UnlinkedOp Compiled)> ops, string setFolder)
    {
        this.setFolder = setFolder;
        traps = [.. ops.SelectMany(op => op.Compiled.Traps).Distinct().Order(StringComparer.Ordinal)];
        Stencils =
        [
            .. ops.SelectMany(op => op.Compiled.Stencils.Select(stencil => Link(op.Source, stencil)))
                .OrderBy(stencil => stencil.Name, StringComparer.Ordinal).ThenBy(stencil => stencil.Placement, StringComparer.Ordinal),
        ];
    }

    /// <summary>The names of the set's traps, sorted.</summary>
    public IReadOnlyList<string> Traps => traps;

    /// <summary>The stencils, sorted by name, then placement.</summary>
    public IReadOnlyList<Stencil> Stencils { get; }

    /// <summary>The set's data part.</summary>
    public byte[] Data => data.ToArray();

    private Stencil Link(MicroOp op, UnlinkedStencil stencil) => new(
        op.Name, stencil.Placement, op.Kind, op.Documentation, RelativeSource(op), stencil.Holes,
        stencil.Registers, stencil.Code, [.. stencil.Patches.Select(Link)]);

    private Patch Link(UnlinkedPatch patch) => patch.Value switch
    {
        PatchValue.Hole hole => new Patch(patch.Offset, patch.Kind, PatchSource.Hole, hole.Index, patch.Addend),
        PatchValue.Trap trap => new Patch(patch.Offset, patch.Kind, PatchSource.Trap, Array.IndexOf(traps, trap.Name), patch.Addend),
        PatchValue.Constant constant => new Patch(patch.Offset, patch.Kind, PatchSource.Data, 0, data.Add(constant.Bytes) + patch.Addend),
        _ => throw new InvalidOperationException($"A patch cannot refer to {patch.Value}."),
    };

    private string RelativeSource(MicroOp op) =>
        op.File.Length == 0 ? "(toolchain)" : $"{Path.GetRelativePath(setFolder, op.File)}:{op.Line}".Replace('\\', '/');
}
