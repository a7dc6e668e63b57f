using StencilJit.Tool.Cli;

namespace StencilJit.Tool.Operands;

/// <summary>An operand that says by itself what it holds, whatever sets there are at hand.</summary>
internal interface IFixedOperand : IOperand
{
    /// <summary>Reads its stencils.</summary>
    /// <param name="targets">The targets to read; empty for all it has.</param>
    /// <exception cref="ToolException">It cannot be read, or lacks a target.</exception>
    SetSnapshot Read(IReadOnlyList<string> targets);
}
