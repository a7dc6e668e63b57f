using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Operands;

/// <summary>The locks of the working tree as they are, whether they fit the sources or not.</summary>
internal sealed record LockOperand : IOperand
{
    public string Text => OperandParser.Lock;

    public Task<SetSnapshot> ReadAsync(StencilFolder folder, OperandContext context, CancellationToken cancellation) =>
        Task.FromResult(new SetSnapshot("locks", LockFile.ReadAll(folder, context.Targets)));
}
