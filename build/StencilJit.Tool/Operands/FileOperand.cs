using StencilJit.Tool.Cli;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Operands;

/// <summary>One lock file.</summary>
/// <param name="Text">Its path.</param>
internal sealed record FileOperand(string Text) : IFixedOperand
{
    public SetSnapshot Read(IReadOnlyList<string> targets)
    {
        var set = LockFile.Read(Text);
        return targets.Count == 0 || targets.Contains(set.Target)
            ? new SetSnapshot(Text, [set])
            : throw new ToolException($"--target {targets[0]}: {Text} is a lock for {set.Target}.");
    }

    public Task<SetSnapshot> ReadAsync(StencilFolder folder, OperandContext context, CancellationToken cancellation) =>
        Task.FromResult(Read(context.Targets));
}
