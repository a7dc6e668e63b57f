using StencilJit.Tool.Locks;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Operands;

/// <summary>The sources of the working tree, compiled by a chosen compiler.</summary>
/// <param name="Text">How it was called.</param>
/// <param name="Choice">What to compile with.</param>
internal sealed record BuildOperand(string Text, CompilerChoice Choice) : IOperand
{
    public async Task<SetSnapshot> ReadAsync(StencilFolder folder, OperandContext context, CancellationToken cancellation)
    {
        var choice = Choice with { Clang = Choice.Clang ?? context.Clang };
        var targets = folder.TargetsToCompile(context.Targets);
        var made = choice.Library is null
            ? await SetCompiler.CompileAsync(folder, targets, choice, context.Console, cancellation)
            : await ChildCompiler.CompileAsync(folder, targets, choice, context.Console, cancellation);
        return new SetSnapshot($"{Text} ({made[0].Compiler})", made);
    }
}
