using StencilJit.Tool.Cli;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Operands;

/// <summary>One side of a diff, as its user named it.</summary>
internal interface IOperand
{
    /// <summary>What it was called on the command line.</summary>
    string Text { get; }

    /// <summary>Reads or makes the stencils of a set.</summary>
    /// <param name="folder">The set.</param>
    /// <param name="context">What the command line says of all operands.</param>
    /// <param name="cancellation">Stops compilers and git.</param>
    /// <exception cref="ToolException">It cannot be read, or there is nothing to make it with.</exception>
    /// <exception cref="Compiler.CompilationException">The sources do not compile.</exception>
    Task<SetSnapshot> ReadAsync(StencilFolder folder, OperandContext context, CancellationToken cancellation);
}
