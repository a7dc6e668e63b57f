using StencilJit.Model;
using StencilJit.Runtime.Tracing;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Traces;

/// <summary>Finds the lock that has the names of the stencils in a block of code.</summary>
/// <param name="given">The sets that were named on the command line.</param>
internal sealed class LockChooser(IReadOnlyList<string> given)
{
    private const int EntriesBetweenLooks = 1 << 16;

    private readonly List<NumberedStencils> chosen = [];

    /// <summary>The lock of a block: one of the sets that were named, else the tool's own, else one below the current directory.</summary>
    /// <exception cref="ToolException">There is no lock of the set and the architecture, or none fits the code.</exception>
    public NumberedStencils Choose(StitchBlock block, CancellationToken cancellation)
    {
        if (chosen.FirstOrDefault(stencils => IsOf(stencils, block)) is { } known)
            return Misfit(known, block, cancellation) is { } why ? throw Refusal(block, why) : known;
        string? misfit = null;
        foreach (var set in Candidates(block))
        {
            var stencils = new NumberedStencils(set);
            misfit = Misfit(stencils, block, cancellation);
            if (misfit is null)
            {
                chosen.Add(stencils);
                return stencils;
            }
        }

        throw misfit is null
            ? new ToolException($"The code is of the set '{block.SetName}' for {ArchitectureOf(block)}, whose lock is not here: name the set's folder with --set.")
            : Refusal(block, misfit);
    }

    private static ToolException Refusal(StitchBlock block, string why) =>
        new($"The lock of '{block.SetName}' for {ArchitectureOf(block)} is not the one that the code was stitched from: {why}. Name the folder that has that one with --set, or record the trace again with a program built from this lock.");

    /// <summary>What contradicts a lock; null where nothing does.</summary>
    private static string? Misfit(NumberedStencils stencils, StitchBlock block, CancellationToken cancellation)
    {
        if (stencils.Count != block.VariantCount)
            return $"it has {stencils.Count} numbers of stencils, and the code's set has {block.VariantCount}";
        for (var index = 0; index < block.Count; index++)
        {
            if (index % EntriesBetweenLooks == 0)
                cancellation.ThrowIfCancellationRequested();
            var entry = block[index];
            if (!entry.IsPadding && !stencils.Matches(entry.Variant, entry.Code))
            {
                var stencil = stencils.Of(entry.Variant);
                var registers = stencils.RegistersOf(entry.Variant) is { } chosen ? string.Concat(chosen.Select(register => " " + register.Text)) : " with registers that it cannot have";
                return $"the code at +0x{entry.Offset:x} is not that of '{stencil.Name} {stencil.Placement}'{registers}";
            }
        }

        return null;
    }

    private static bool IsOf(NumberedStencils stencils, StitchBlock block) => IsOf(stencils.Set, block);

    private static bool IsOf(StencilSet set, StitchBlock block) =>
        set.Name == block.SetName && set.Architecture.ToString() == block.Architecture.ToString();

    private static string ArchitectureOf(StitchBlock block) => block.Architecture == System.Runtime.InteropServices.Architecture.X64 ? "x64" : "arm64";

    private IEnumerable<StencilSet> Candidates(StitchBlock block)
    {
        if (given.Count > 0)
        {
            foreach (var set in Of(SetLocator.Find(given, []), block))
                yield return set;
        }

        foreach (var set in EmbeddedLocks.Of(block.SetName).Where(set => IsOf(set, block)))
            yield return set;
        if (given.Count > 0 || EmbeddedLocks.Has(block.SetName))
            yield break;
        foreach (var set in Of(Below(), block))
            yield return set;
    }

    // Most folders are called as their sets: the others' locks are mostly not read at all.
    private static IEnumerable<StencilSet> Of(IReadOnlyList<StencilFolder> folders, StitchBlock block) =>
        folders.OrderByDescending(folder => folder.Name == block.SetName).SelectMany(folder => LockFile.ReadAll(folder, [])).Where(set => IsOf(set, block));

    private static IReadOnlyList<StencilFolder> Below()
    {
        try
        {
            return SetLocator.Find([], []);
        }
        catch (ToolException)
        {
            // Nobody asked for sets here: that the block's lock is missing says more.
            return [];
        }
    }
}
