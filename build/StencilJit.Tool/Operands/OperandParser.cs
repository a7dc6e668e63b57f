using StencilJit.Tool.Cli;
using StencilJit.Tool.Locks;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Operands;

/// <summary>Tells what an operand of a diff names.</summary>
internal static class OperandParser
{
    public const string Build = "build";

    public const string Lock = "lock";

    public const string Worktree = "worktree";

    /// <summary>The operands that are words.</summary>
    public static IReadOnlyList<string> Words { get; } = [Build, Lock, Worktree];

    /// <summary>The end of an error message: what an operand may be.</summary>
    public static string Advice => $"Compare lock files, folders of locks, git revisions, or one of {string.Join(", ", Words)}.";

    private static readonly IReadOnlyList<string> BuildKeys = ["clang", "flags", "llvm"];

    /// <summary>Reads an operand; files and folders win over revisions of the same name.</summary>
    /// <exception cref="ToolException">It is a folder without locks, or a build with options that do not exist.</exception>
    public static IOperand Parse(string text)
    {
        if (text == Worktree)
            return new WorktreeOperand();
        if (text == Lock)
            return new LockOperand();
        if (text == Build || text.StartsWith(Build + ":", StringComparison.Ordinal))
            return new BuildOperand(text, ParseBuild(text));
        if (File.Exists(text))
            return new FileOperand(text);
        if (!Directory.Exists(text))
            return text.EndsWith(StencilFolder.LockExtension, StringComparison.Ordinal) ? throw new ToolException($"{text}: there is no such lock.") : new RevisionOperand(text);
        if (FolderOperand.LockFiles(text).Count > 0)
            return new FolderOperand(text);
        // A branch may be called as one of the folders here.
        return text.Contains('/') || text.Contains('.')
            ? throw new ToolException($"{text}: the folder has no '{StencilFolder.LockFolderName}/*{StencilFolder.LockExtension}' and no '*{StencilFolder.LockExtension}'. {Advice}")
            : new RevisionOperand(text);
    }

    // Flags may hold commas: a comma ends an option only where the next one follows.
    private static CompilerChoice ParseBuild(string text)
    {
        var choice = new CompilerChoice();
        var key = "";
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(':', 2).Skip(1).SelectMany(options => options.Split(',')))
        {
            var equals = part.IndexOf('=');
            if (equals > 0 && BuildKeys.Contains(part[..equals]))
            {
                key = part[..equals];
                values[key] = part[(equals + 1)..];
            }
            else if (key == "flags")
            {
                values[key] += "," + part;
            }
            else
            {
                var word = equals < 0 ? part : part[..equals];
                throw new ToolException($"{text}: '{word}' is no option of a build. {NearestNames.Advice(word, BuildKeys, $"There are {string.Join(", ", BuildKeys)}.")} For example: build:clang=clang-19,flags=-O1 -DFAST=1");
            }
        }

        return choice with
        {
            Clang = values.GetValueOrDefault("clang"),
            Flags = values.TryGetValue("flags", out var flags) ? CommandLineText.Split(flags) : null,
            Library = values.TryGetValue("llvm", out var library) ? Path.GetFullPath(library) : null,
        };
    }
}
