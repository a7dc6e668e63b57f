using StencilJit.Model;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Revisions;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Operands;

/// <summary>The locks of a set as of a git revision.</summary>
/// <param name="Text">The revision, such as <c>main~2</c>.</param>
internal sealed record RevisionOperand(string Text) : IOperand
{
    public async Task<SetSnapshot> ReadAsync(StencilFolder folder, OperandContext context, CancellationToken cancellation)
    {
        var git = await GitFolder.TryFindAsync(folder.Path, cancellation)
            ?? throw new ToolException($"{Text}: there is no such file or folder, and {folder.Path} is in no git repository whose revision it could be. {OperandParser.Advice}");
        if (await git.ResolveAsync(Text, cancellation) is not { } commit)
        {
            var names = NearestNames.Advice(Text, [.. await git.RevisionsAsync(cancellation), .. OperandParser.Words], OperandParser.Advice);
            throw new ToolException($"{Text}: there is no such file, folder or git revision. {names}");
        }

        var files = (await git.FilesAsync(commit, StencilFolder.LockFolderName, cancellation))
            .Where(name => name.EndsWith(StencilFolder.LockExtension, StringComparison.Ordinal))
            .ToDictionary(name => System.IO.Path.GetFileNameWithoutExtension(name), name => ReadTextAsync(git, commit, name, cancellation));
        var targets = files.Keys.Where(target => context.Targets.Count == 0 || context.Targets.Contains(target)).Order(StringComparer.Ordinal);
        return new SetSnapshot(Text, await Task.WhenAll(targets.Select(target => ParseAsync(git, target, files, cancellation))));
    }

    private static Task<string> ReadTextAsync(GitFolder git, string commit, string name, CancellationToken cancellation) =>
        git.ReadAsync(commit, $"{StencilFolder.LockFolderName}/{name}", cancellation);

    private async Task<StencilSet> ParseAsync(GitFolder git, string target, Dictionary<string, Task<string>> files, CancellationToken cancellation)
    {
        // What a lock builds on is one of the others.
        var texts = new Dictionary<string, string>();
        foreach (var (name, text) in files)
            texts[name] = await text;
        // Parsing is most of the work: beside the others.
        var path = $"{Text}:{git.Prefix}{StencilFolder.LockFolderName}/{target}{StencilFolder.LockExtension}";
        return await Task.Run(() => LockFile.Parse(texts[target], path, texts.GetValueOrDefault), cancellation);
    }
}
