using StencilJit.Compiler;
using StencilJit.Model;
using StencilJit.Runtime;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Doctor;

/// <summary>Looks at stencil sets: whether their locks are whole, are those of their sources, and run here.</summary>
internal static class SetFindings
{
    public static IEnumerable<Finding> All(IEnumerable<StencilFolder> folders) =>
        folders.SelectMany(folder => folder.LockedTargets.Select(target => Lock(folder, target)));

    private static Finding Lock(StencilFolder folder, string target)
    {
        var area = $"set {folder.Name}";
        StencilSet set;
        try
        {
            set = LockFile.Read(folder.LockPath(target));
        }
        catch (ToolException e)
        {
            return new Finding(area, target, FindingState.Problem, e.Message, $"stenciljit compile --set \"{folder.Path}\" --target {target}");
        }

        if (Compiler.Targets.TargetDescription.All.All(known => known.Rid != target))
            return new Finding(area, target, FindingState.Problem, "this version knows no such target", $"remove {folder.LockPath(target)}, or use the version that made it");
        if (StencilInputs.FindChange(folder.Request(target), set) is { } change)
            return new Finding(area, target, FindingState.Problem, $"the lock is stale: {change}", $"stenciljit compile --set \"{folder.Path}\" --target {target}");
        return new Finding(area, target, FindingState.Good, $"{set.Stencils.Count} stencils, up to date; {set.Compiler}{Processor(set)}");
    }

    private static string Processor(StencilSet set)
    {
        if (set.Architecture.ToString() != System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString())
            return "";
        var missing = ProcessorFeatures.Missing([.. set.Features]);
        return missing.Length == 0 ? "; this processor runs it" : $"; this processor lacks {missing}";
    }
}
