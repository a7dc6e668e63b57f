using StencilJit.Tool.Cli;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Operands;

/// <summary>The locks in a folder: a set's, or the folder of its locks.</summary>
/// <param name="Text">The folder, as it was called.</param>
internal sealed record FolderOperand(string Text) : IFixedOperand
{
    public SetSnapshot Read(IReadOnlyList<string> targets)
    {
        var files = LockFiles(Text);
        if (targets.FirstOrDefault(target => files.All(file => Path.GetFileNameWithoutExtension(file) != target)) is { } missing)
            throw new ToolException($"--target {missing}: {Text} has locks for {string.Join(", ", files.Select(Path.GetFileNameWithoutExtension))}.");
        return new SetSnapshot(Text, LockFile.ReadAll([.. files.Where(file => targets.Count == 0 || targets.Contains(Path.GetFileNameWithoutExtension(file)))]));
    }

    public Task<SetSnapshot> ReadAsync(StencilFolder folder, OperandContext context, CancellationToken cancellation) =>
        Task.FromResult(Read(context.Targets));

    /// <summary>The locks in a folder or in its folder of locks, sorted; none where there are none.</summary>
    public static IReadOnlyList<string> LockFiles(string folder)
    {
        var locks = Path.Combine(folder, StencilFolder.LockFolderName);
        return [.. Directory.EnumerateFiles(Directory.Exists(locks) ? locks : folder, "*" + StencilFolder.LockExtension).Order(StringComparer.Ordinal)];
    }
}
