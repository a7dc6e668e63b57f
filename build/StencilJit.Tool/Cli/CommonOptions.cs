using System.CommandLine;
using StencilJit.Compiler.Targets;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Cli;

/// <summary>The options that most commands share.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Writes the answer as JSON to standard output.",
        Recursive = true,
    };

    public static Option<string[]> Set { get; } = new("--set")
    {
        Description = "The folder or name of a stencil set; by default all at or below the current directory.",
        HelpName = "FOLDER",
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<string[]> Target { get; } = Create();

    public static Option<string[]> Include { get; } = new("--include")
    {
        Description = "A folder that C headers are searched in; the one of stenciljit.h is found without.",
        HelpName = "FOLDER",
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<string?> Clang { get; } = new("--clang")
    {
        Description = "The clang to compile with; by default STENCILJIT_CLANG, or the newest one that fits libLLVM.",
        HelpName = "FILE",
    };

    public static Option<string[]> Cpu { get; } = new("--cpu")
    {
        Description = "The processor whose scheduling model estimates a target, such as linux-x64=znver4; by default skylake and neoverse-n1.",
        HelpName = "RID=NAME",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The sets that the options name.</summary>
    public static IReadOnlyList<StencilFolder> Sets(ParseResult result) =>
        SetLocator.Find(result.GetValue(Set) ?? [], result.GetValue(Include) ?? []);

    /// <summary>The targets that the options name; empty for all.</summary>
    public static IReadOnlyList<string> Targets(ParseResult result) => result.GetValue(Target) ?? [];

    /// <summary>The targets that the options name, all of them known; empty for all.</summary>
    /// <exception cref="ToolException">One is no target.</exception>
    public static IReadOnlyList<string> KnownTargets(ParseResult result)
    {
        var known = TargetDescription.All.Select(target => target.Rid).ToList();
        foreach (var target in Targets(result).Except(known))
            throw new ToolException($"--target {target}: there is no such target. {NearestNames.Advice(target, known, $"There are {string.Join(", ", known)}.")}");
        return Targets(result).Distinct().Order(StringComparer.Ordinal).ToList();
    }

    /// <summary>The names of all micro-ops, for completion: silent where anything is wrong.</summary>
    public static IEnumerable<string> OperationNames()
    {
        try
        {
            return SetLocator.Find([], []).SelectMany(folder => LockFile.ReadAll(folder, folder.LockedTargets.Take(1).ToList()))
                .SelectMany(set => set.Stencils).Select(stencil => stencil.Name).Distinct();
        }
        catch (ToolException)
        {
            return [];
        }
    }

    private static Option<string[]> Create()
    {
        var option = new Option<string[]>("--target")
        {
            Description = "A target, such as linux-x64; by default all.",
            HelpName = "RID",
            AllowMultipleArgumentsPerToken = false,
        };
        option.CompletionSources.Add([.. TargetDescription.All.Select(target => target.Rid)]);
        return option;
    }
}
