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
            .Where(name => context.Targets.Count == 0 || context.Targets.Contains(System.IO.Path.GetFileNameWithoutExtension(name)));
        return new SetSnapshot(Text, await Task.WhenAll(files.Select(name => ReadAsync(git, commit, name, cancellation))));
    }

    private async Task<StencilSet> ReadAsync(GitFolder git, string commit, string name, CancellationToken cancellation)
    {
        var file = $"{StencilFolder.LockFolderName}/{name}";
        var text = await git.ReadAsync(commit, file, cancellation);
        // Parsing is most of the work: beside the others.
        return await Task.Run(() => LockFile.Parse(text, $"{Text}:{git.Prefix}{file}"), cancellation);
    }
}
